import Foundation

/// One line of the records file, as somebody outside reads it.
struct CallRecordLine: Decodable, Sendable {
    struct Ending: Decodable, Sendable {
        var party: String
        var reason: String
        var detail: String
    }
    struct Media: Decodable, Sendable {
        var codec: String
        var received: Int
        var lost: Int
        var sent: Int
        var jitter: Double
        var remoteLost: Int?
    }
    struct Recording: Decodable, Sendable {
        var name: String
        var file: String
        var duration: Int
    }
    struct Keys: Decodable, Sendable {
        var heard: Int
    }

    var from: String
    var to: String
    var answeredAfter: Int?
    var duration: Int
    var path: [String]
    var prompts: [String]
    var collected: [String: String]
    var keys: Keys
    var media: [Media]
    var recordings: [Recording]
    var ending: Ending

    /// `caller hung-up`, `flow hung-up`.
    var end: String { "\(ending.party) \(ending.reason)" }

    /// The steps, `choose number bye`.
    var steps: String { path.joined(separator: " ") }
}

/// The records file.
struct RecordsFile {
    var path: String

    /// The lines that are there now; every one must be a whole record, but for one that is just being written.
    func lines() throws -> [CallRecordLine] {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        let whole = text.hasSuffix("\n") ? text[...] : text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return try whole.split(separator: "\n").map { try JSONDecoder().decode(CallRecordLine.self, from: Data($0.utf8)) }
    }

    /// Waits until so many calls to a number have their lines.
    func lines(of number: String, count: Int, within limit: Duration = .seconds(30)) async throws -> [CallRecordLine] {
        try await eventually("\(count) records of \(number)", within: limit) {
            let found = try lines().filter { $0.to == number }
            return found.count >= count ? found : nil
        }
    }
}
