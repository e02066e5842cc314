import Foundation
import Testing

@testable import Server

@Suite struct `A key that seals` {
    private static let text = Data("8362915047".utf8)

    @Test func `opens what it has sealed, for whom it was sealed`() throws {
        let key = SealingKey()
        let box = try key.seal(Self.text, for: "a")
        #expect(try key.open(box, of: "a") == Self.text)
        #expect(throws: SealingFailure.notOpened) { try key.open(box, of: "b") }
        #expect(throws: SealingFailure.notOpened) { try SealingKey().open(box, of: "a") }
    }

    @Test func `seals the same thing differently each time, and shows nothing of it`() throws {
        let key = SealingKey()
        let (one, other) = (try key.seal(Self.text, for: "a"), try key.seal(Self.text, for: "a"))
        #expect(one != other)
        #expect(one.range(of: Self.text.prefix(4)) == nil)
        #expect(!"\(key)".contains(key.hexadecimal) || key.hexadecimal.isEmpty)
    }

    @Test func `opens nothing that was changed, shortened or made longer`() throws {
        let key = SealingKey()
        let box = try key.seal(Self.text, for: "a")
        for place in box.indices {
            for bit in 0..<8 {
                var changed = box
                changed[place] ^= 1 << UInt8(bit)
                #expect(throws: SealingFailure.notOpened) { try key.open(changed, of: "a") }
            }
            #expect(throws: SealingFailure.notOpened) { try key.open(box.prefix(place), of: "a") }
            #expect(throws: SealingFailure.notOpened) { try key.open(box.dropFirst(place + 1), of: "a") }
        }
        #expect(throws: SealingFailure.notOpened) { try key.open(box + [0], of: "a") }
        var random = SystemRandomNumberGenerator()
        for count in 0..<300 {
            let noise = Data([1] + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
            #expect(throws: SealingFailure.notOpened) { try key.open(noise, of: "a") }
        }
    }

    /// What is written where a key should be.
    struct Written: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var isKey = false
    }

    @Test(arguments: [
        Written(testDescription: "64 digits", text: String(repeating: "0aF9", count: 16), isKey: true),
        Written(testDescription: "nothing", text: ""),
        Written(testDescription: "too few", text: String(repeating: "a", count: 63)),
        Written(testDescription: "too many", text: String(repeating: "a", count: 65)),
        Written(testDescription: "a letter that is no digit", text: String(repeating: "a", count: 63) + "g"),
        Written(testDescription: "an accent", text: String(repeating: "a", count: 62) + "é"),
    ])
    func `is 64 hexadecimal digits`(_ row: Written) {
        #expect((SealingKey(hexadecimal: row.text) != nil) == row.isKey)
        #expect((SealingKey(hexadecimal: row.text)?.hexadecimal == row.text.lowercased()) == row.isKey)
    }
}

@Suite struct `The place of the key` {
    private static func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    @Test func `gets a key of its own, for this user alone, when one is needed`() throws {
        let folder = try TemporaryFolder()
        let place = SealingKeyPlace(nil, folder: folder.path)
        #expect(throws: SealingFailure.noKey("\(folder.path)/sealing.key is not there")) { try place.key() }
        let made = try place.keyMakingOne()
        #expect(try place.keyMakingOne().hexadecimal == made.hexadecimal)
        #expect(try place.key().hexadecimal == made.hexadecimal)
        #expect(try Self.mode(of: folder.file("sealing.key")) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sealing.key"])
    }

    @Test func `keeps what is there, although it is no key`() throws {
        let folder = try TemporaryFolder()
        try folder.write("what is this\n", to: "key")
        let place = SealingKeyPlace(.file(folder.file("key")), folder: folder.path)
        #expect(throws: SealingFailure.self) { try place.keyMakingOne() }
        #expect(try String(contentsOfFile: folder.file("key"), encoding: .utf8) == "what is this\n")
    }

    @Test func `is made nowhere else`() throws {
        #expect(throws: SealingFailure.self) { try SealingKeyPlace(.file("/proc/none/key"), folder: "").keyMakingOne() }
        #expect(throws: SealingFailure.self) { try SealingKeyPlace(.environment("HOTLINE_NO_SUCH_KEY"), folder: "").keyMakingOne() }
    }
}
