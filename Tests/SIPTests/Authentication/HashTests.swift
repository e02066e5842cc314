import Testing

@testable import SIP

/// A text and its hash in hexadecimal digits.
struct HashVector: Sendable, CustomTestStringConvertible {
    var algorithm: DigestAlgorithm
    var text: String
    var hash: String
    var testDescription: String { "\(algorithm.rawValue) of \(text.utf8.count) bytes" }
}

@Suite struct `Hashes` {
    @Test(arguments: [
        // RFC 1321, A.5
        HashVector(algorithm: .md5, text: "", hash: "d41d8cd98f00b204e9800998ecf8427e"),
        HashVector(algorithm: .md5, text: "message digest", hash: "f96b697d7cb7938d525a2f31aaf161d0"),
        HashVector(
            algorithm: .md5, text: String(repeating: "1234567890", count: 8), hash: "57edf4a22be3c955ac49da2e2107b67a"),
        // FIPS 180-4 examples
        HashVector(algorithm: .sha256, text: "abc", hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        HashVector(
            algorithm: .sha256, text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            hash: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        HashVector(algorithm: .sha512over256, text: "abc", hash: "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
    ]) func `are those of their standards`(_ vector: HashVector) {
        #expect(vector.algorithm.hexadecimal(vector.text) == vector.hash)
    }

    /// The lengths at which padding takes another form; the values were made with OpenSSL.
    @Test(arguments: [
        HashVector(
            algorithm: .md5, text: String(repeating: "a", count: 55),
            hash: "ef1772b6dff9a122358552954ad0df65"),
        HashVector(
            algorithm: .md5, text: String(repeating: "a", count: 56),
            hash: "3b0c8ac703f828b04c6c197006d17218"),
        HashVector(
            algorithm: .md5, text: String(repeating: "a", count: 64),
            hash: "014842d480b571495a4a0363793f7367"),
        HashVector(
            algorithm: .md5, text: String(repeating: "a", count: 119),
            hash: "8a7bd0732ed6a28ce75f6dabc90e1613"),
        HashVector(
            algorithm: .md5, text: String(repeating: "a", count: 120),
            hash: "5f61c0ccad4cac44c75ff505e1f1e537"),
        HashVector(
            algorithm: .sha256, text: String(repeating: "a", count: 55),
            hash: "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        HashVector(
            algorithm: .sha256, text: String(repeating: "a", count: 56),
            hash: "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        HashVector(
            algorithm: .sha256, text: String(repeating: "a", count: 64),
            hash: "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        HashVector(
            algorithm: .sha256, text: String(repeating: "a", count: 119),
            hash: "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"),
        HashVector(
            algorithm: .sha256, text: String(repeating: "a", count: 120),
            hash: "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"),
        HashVector(
            algorithm: .sha512over256, text: String(repeating: "a", count: 111),
            hash: "0239e429f98d0ed61ee8e2a7c30afe98c1c3a80ce5dff62a107e9c538f7632ce"),
        HashVector(
            algorithm: .sha512over256, text: String(repeating: "a", count: 112),
            hash: "9216b5303edb66504570bee90e48ea5beaa5e9fe9f760bbd3e0460559fc005f6"),
        HashVector(
            algorithm: .sha512over256, text: String(repeating: "a", count: 128),
            hash: "b88f97e274f9c1d49f181c8cbd01a9c74930ad055a46ac4499a1d601f1c80bf2"),
        HashVector(
            algorithm: .sha512over256, text: String(repeating: "a", count: 239),
            hash: "78d0a1b37aaad84c89fff13cbe3cd3d1025bcdb648268f9102b7e7032bea7d2a"),
        HashVector(
            algorithm: .sha512over256, text: String(repeating: "a", count: 240),
            hash: "d48a4d53397b38ab4e771d781c98ac6b86712dff2a664cfd1f27c7ca40f8ce37"),
    ]) func `of every length are right`(_ vector: HashVector) {
        #expect(vector.algorithm.hexadecimal(vector.text) == vector.hash)
    }

    @Test func `with a key are those of RFC 4231`() {
        let long = KeyedHash(key: [UInt8](repeating: 0xAA, count: 131)).hash(
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
        #expect(long.hexadecimal == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        let short = KeyedHash(key: Array("Jefe".utf8)).hash(Array("what do ya want for nothing?".utf8))
        #expect(short.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `are compared whole`() {
        #expect(isSameInConstantTime([1, 2, 3], [1, 2, 3]))
        #expect(!isSameInConstantTime([1, 2, 3], [1, 2, 4]))
        #expect(!isSameInConstantTime([1, 2, 3], [0, 2, 3]))
        #expect(!isSameInConstantTime([1, 2, 3], [1, 2]))
    }
}
