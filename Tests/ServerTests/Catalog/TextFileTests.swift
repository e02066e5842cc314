import Foundation
import Testing

@testable import Server

@Suite struct `Files that people write` {
    /// Something that lies in a folder, and what is said of it.
    struct Thing: Sendable, CustomTestStringConvertible {
        var name: String
        var words: String
        var testDescription: String { name }
    }

    /// A folder with one thing of each kind.
    private static func things() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("flow: a\n", to: "good")
        try folder.write("", to: "folder/empty")
        try folder.write(String(repeating: "x", count: 1_048_577), to: "large")
        try FileManager.default.createSymbolicLink(atPath: folder.file("broken"), withDestinationPath: "gone.yaml")
        try FileManager.default.createSymbolicLink(atPath: folder.file("circle"), withDestinationPath: "circle")
        try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
        return folder
    }

    @Test(arguments: [
        Thing(name: "absent", words: "is not there"),
        Thing(name: "broken", words: "is a link to gone.yaml, which is not there"),
        Thing(name: "circle", words: "is a link that leads to itself"),
        Thing(name: "folder", words: "is a folder, not a file of text"),
        Thing(name: "pipe", words: "is a pipe, not a file of text"),
        Thing(name: "large", words: "has 1048577 octets, and a file that a person writes at most 1048576"),
    ]) func `what is none is refused in words, and never waited for`(_ row: Thing) throws {
        let folder = try Self.things()
        let failure = #expect(throws: TextFile.Failure.self) { try TextFile.octets(at: folder.file(row.name)) }
        #expect(failure?.description == row.words)
    }

    @Test func `a device is refused, an ordinary file read`() throws {
        let failure = #expect(throws: TextFile.Failure.self) { try TextFile.octets(at: "/dev/zero") }
        #expect(failure?.description == "is a device, not a file of text")
        let folder = try Self.things()
        #expect(try TextFile.text(at: folder.file("good")) == "flow: a\n")
    }
}
