import Foundation

/// All messages of the `.sip` files of a folder, the bases first, then in the order of the files' names.
struct TortureCollection: Sendable {
    var messages: [TortureMessage]

    /// The collection in `Fixtures/Torture`.
    static func standard() throws -> TortureCollection {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try TortureCollection(folder: tests.appending(path: "Fixtures/Torture"))
    }

    /// What is wrong with a file of the collection.
    struct FormatError: Error, CustomStringConvertible {
        var description: String
    }

    init(folder: URL) throws {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "sip" }
            .sorted { Self.order($0) < Self.order($1) }
        messages = []
        var bases: [String: TortureMessage] = [:]
        for file in files {
            for block in Self.blocks(try String(contentsOf: file, encoding: .utf8)) {
                let message = try Self.message(block, bases)
                if file.lastPathComponent == "bases.sip" { bases[message.name] = Self.divided(message) }
                messages.append(message)
            }
        }
    }

    private static func order(_ file: URL) -> String {
        file.lastPathComponent == "bases.sip" ? "" : file.lastPathComponent
    }

    /// The lines of each block, its head first.
    private static func blocks(_ text: String) -> [[String]] {
        var blocks: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("=== ") {
                blocks.append([String(line)])
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].append(String(line))
            }
        }
        return blocks.map { $0.last == "" ? $0.dropLast() : $0 }
    }

    private static func message(_ block: [String], _ bases: [String: TortureMessage]) throws -> TortureMessage {
        let head = block[0].dropFirst(4).split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard head.count == 4 else { throw FormatError(description: "four parts wanted: \(block[0])") }
        var message = TortureMessage(name: head[0], fault: head[1], expectation: try expectation(head[2]))
        if let base = bases[head[3]] {
            (message.startLine, message.headers, message.body) = (base.startLine, base.headers, base.body)
        } else if head[3] != "-" {
            throw FormatError(description: "no base \(head[3]): \(block[0])")
        }
        var index = 1
        while index < block.count {
            let line = block[index]
            index += 1
            if line == "raw:" {
                message.raw = Array(block[index...])
                return message
            }
            if line == "body:" {
                let body = block[index...].prefix { !$0.hasPrefix("set: ") }
                message.body = Array(body)
                index = body.endIndex
                continue
            }
            try apply(line, to: &message)
        }
        return message
    }

    private static func expectation(_ text: String) throws -> TortureMessage.Expectation {
        switch text {
        case "accepted": return .accepted
        case "dropped": return .dropped
        default:
            guard let status = Int(text) else { throw FormatError(description: "no expectation: \(text)") }
            return .status(status)
        }
    }

    private static func apply(_ line: String, to message: inout TortureMessage) throws {
        guard let colon = line.range(of: ": ") else { throw FormatError(description: "no instruction: \(line)") }
        let value = String(line[colon.upperBound...])
        switch line[..<colon.lowerBound] {
        case "over": message.isForStreams = value == "stream"
        case "start": message.startLine = value
        case "first": message.headers.insert(value, at: 0)
        case "add": message.headers.append(value)
        case "drop": message.headers.removeAll { $0.hasPrefix(value + ":") }
        case "set":
            let name = value.prefix { $0 != ":" } + ":"
            let place = message.headers.firstIndex { $0.hasPrefix(name) } ?? message.headers.count
            message.headers.removeAll { $0.hasPrefix(name) }
            message.headers.insert(value, at: min(place, message.headers.count))
        case "times":
            let words = value.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let count = Int(words[0]) else { throw FormatError(description: "no count: \(line)") }
            message.headers += (1...count).map { words[1].replacingOccurrences(of: "{n}", with: "\($0)") }
        default: throw FormatError(description: "no instruction: \(line)")
        }
    }

    /// A written out message as parts, for others to be made from.
    private static func divided(_ message: TortureMessage) -> TortureMessage {
        var result = message
        let lines = message.raw ?? []
        let end = lines.firstIndex(of: "") ?? lines.count
        result.startLine = lines.first ?? ""
        result.headers = Array(lines[1..<end])
        result.body = Array(lines.dropFirst(end + 1))
        return result
    }
}
