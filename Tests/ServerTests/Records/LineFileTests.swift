import Foundation
import Testing

@testable import Server

@Suite struct `Files of lines` {
    @Test func `lines follow one another`() throws {
        let folder = try TemporaryFolder()
        var file = LineFile(path: folder.file("lines"))
        try file.append(Array("one\n".utf8))
        try file.append(Array("two\nthree\n".utf8))
        #expect(try folder.read("lines") == "one\ntwo\nthree\n")
    }

    @Test func `a line torn by a kill is closed and spoils no other`() throws {
        let folder = try TemporaryFolder()
        try folder.write("one\n{\"tor", to: "lines")
        var file = LineFile(path: folder.file("lines"))
        try file.append(Array("two\n".utf8))
        #expect(try folder.read("lines") == "one\n{\"tor\ntwo\n")
    }

    @Test func `a file that was moved away is begun anew`() throws {
        let folder = try TemporaryFolder()
        var file = LineFile(path: folder.file("lines"))
        try file.append(Array("one\n".utf8))
        try FileManager.default.moveItem(atPath: folder.file("lines"), toPath: folder.file("lines.1"))
        try file.append(Array("two\n".utf8))
        #expect(try folder.read("lines.1") == "one\n")
        #expect(try folder.read("lines") == "two\n")
    }

    @Test func `a file that cannot be opened is an error with the reason`() throws {
        var file = LineFile(path: "/proc/none/lines")
        #expect(throws: SystemError.self) { try file.append(Array("one\n".utf8)) }
    }
}
