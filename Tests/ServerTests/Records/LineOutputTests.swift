import Glibc
import Logging
import Testing

@testable import Server

@Suite struct `A log that nothing can be written to` {
    /// A pipe whose reader is given to the body, full when it begins.
    private func fullPipe(_ body: (_ reader: Int32, _ writer: Int32) throws -> Void) throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        try #require(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
        let octets = [UInt8](repeating: UInt8(ascii: "-"), count: 4096)
        while write(ends[1], octets, octets.count) > 0 {}
        try #require(fcntl(ends[1], F_SETFL, 0) == 0)
        try body(ends[0], ends[1])
    }

    /// Everything that is in a pipe, and nothing that is to come.
    private func drain(_ reader: Int32) -> String {
        _ = fcntl(reader, F_SETFL, O_NONBLOCK)
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(reader, &buffer, buffer.count), count > 0 { octets += buffer.prefix(count) }
        return String(decoding: octets, as: UTF8.self)
    }

    @Test(arguments: [Configuration.Log.Format.text, .json])
    func `because the disk is full ends nothing`(format: Configuration.Log.Format) throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        defer { close(full) }
        var logger = Logger(label: "test")
        logger.handler = LineLogHandler(label: "test", level: .info, format: format, output: LineOutput(full))
        logger.error("nobody sees this", metadata: ["reason": "a full disk"])
    }

    @Test func `because nobody reads it says how many lines are missing when somebody does`() throws {
        try fullPipe { reader, writer in
            let output = LineOutput(writer)
            for line in ["one\n", "two\n", "three\n"] { output.write(line) { "\($0) missing\n" } }
            #expect(drain(reader).allSatisfy { $0 == "-" })
            output.write("four\n") { "\($0) missing\n" }
            output.write("five\n") { "\($0) missing\n" }
            #expect(drain(reader) == "3 missing\nfour\nfive\n")
        }
    }

    @Test func `from the middle of a line on begins a new one`() throws {
        try fullPipe { reader, writer in
            var octets = [UInt8](repeating: 0, count: 4096)
            try #require(read(reader, &octets, octets.count) == 4096)
            let output = LineOutput(writer)
            output.write(String(repeating: "x", count: 5000) + "\n") { "\($0) missing\n" }
            _ = drain(reader)
            output.write("next\n") { "\($0) missing\n" }
            #expect(drain(reader) == "\n1 missing\nnext\n")
        }
    }
}
