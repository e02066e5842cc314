import Foundation
import SIP
import Testing

/// What the fuzzers have found worth keeping, read again.
@Suite struct `The fuzzers' corpus` {
    private static func files(_ target: String) throws -> [[UInt8]] {
        let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { path, _ in path.deletingLastPathComponent() }
        let folder = root.appending(path: "Fuzz/Corpus/\(target)")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
    }

    @Test func `of messages is read without a trap, in any split`() throws {
        let all = try Self.files("FuzzSIPMessage")
        #expect(all.count >= 100)
        var read = 0
        for bytes in all.map({ Array($0.dropFirst()) }) {
            if let message = try? SIPMessage(parsing: bytes, framing: .datagram) {
                read += 1
                _ = SIPRequestCheck().verdict(on: message)
                #expect(message.requestURI.map { SIPURI($0.description) == $0 } ?? true)
            }
            let half = bytes.count / 2
            #expect(Self.messages([bytes]) == Self.messages([Array(bytes[..<half]), Array(bytes[half...])]))
        }
        #expect(read > 0)
    }

    @Test func `of descriptions is read, written and read alike`() throws {
        let all = try Self.files("FuzzSDP")
        #expect(all.count >= 100)
        var read = 0
        for part in all.flatMap({ $0.split(separator: 0, maxSplits: 3) }) {
            guard let description = try? SessionDescription(parsing: part) else { continue }
            read += 1
            #expect(try SessionDescription(parsing: description.bytes[...]) == description)
            var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(1), port: 4_000), sessionID: 1)
            _ = try? side.answer(to: description)
        }
        #expect(read > 0)
    }

    private static func messages(_ pieces: [[UInt8]]) -> [String] {
        var framer = SIPStreamFramer()
        var found: [String] = []
        for piece in pieces {
            framer.append(piece)
            while let event = framer.next() {
                if case .message(let message) = event { found.append(message.description) }
            }
        }
        return found
    }
}
