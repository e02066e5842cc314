import Foundation

/// One message of the torture collection (in the spirit of RFC 4475): its bytes, what is wrong with it, what a server must do.
///
/// The collection is in the `.sip` files of `Fixtures/Torture`. A block is
///
///     === name | fault | expectation | base
///     over: stream                     only for connections; without it the message is one datagram
///     start: LINE                      another start line
///     set: Name: value                 another value in place of all headers of this name
///     first: LINE   add: LINE          a line before or after the headers
///     drop: Name                       without these headers
///     times: COUNT LINE                many lines; {n} counts them
///     body:                            another body, the lines up to the next block
///     raw:                             the whole message, the lines up to the next block
///
/// and the empty line before the next block belongs to neither. The expectation is a status, `accepted` (no refusal: what then follows
/// is the service's business) or `dropped` (no response at all). Lines end with CRLF. In braces stand `{id}` (unique), `{client}`
/// (sent-by of the sender), `{transport}`, `{length}` (of the body), `{hex 00 ff}`, `{repeat COUNT TEXT}`, `{crlf}`, `{tab}`, `{sp}`,
/// and at the end of a line `{-}` (no line end) and `{lf}` (a line feed alone); `{{` is a brace.
struct TortureMessage: Sendable, CustomStringConvertible {
    /// What a server must do.
    enum Expectation: Hashable, Sendable {
        case accepted
        case dropped
        case status(Int)
    }

    var name: String
    var fault: String
    var expectation: Expectation
    var isForStreams = false
    var startLine = ""
    var headers: [String] = []
    var body: [String] = []
    /// The lines of a message that is written out; they count instead of the parts above.
    var raw: [String]?

    var description: String { name }

    /// The bytes to send.
    func bytes(id: String, client: String = "192.0.2.77:5080", transport: String = "UDP") -> [UInt8] {
        var values = ["id": id, "client": client, "transport": transport]
        let content = Self.render(body, values)
        values["length"] = String(content.count)
        return Self.render(raw ?? [startLine] + headers + [""], values) + (raw == nil ? content : [])
    }

    private static func render(_ lines: [String], _ values: [String: String]) -> [UInt8] {
        lines.flatMap { line -> [UInt8] in
            var text = Substring(line)
            var end: [UInt8] = [13, 10]
            if text.hasSuffix("{-}") {
                text = text.dropLast(3)
                end = []
            } else if text.hasSuffix("{lf}") {
                text = text.dropLast(4)
                end = [10]
            }
            return expand(text, values) + end
        }
    }

    /// Resolves what stands in braces.
    static func expand(_ text: Substring, _ values: [String: String]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            result += Array(rest[..<open].utf8)
            rest = rest[rest.index(after: open)...]
            if rest.first == "{" {
                result.append(UInt8(ascii: "{"))
                rest = rest.dropFirst()
                continue
            }
            var depth = 1
            let close = rest.firstIndex { character in
                if character == "{" { depth += 1 } else if character == "}" { depth -= 1 }
                return depth == 0
            }
            guard let close else { break }
            result += value(of: rest[..<close], values)
            rest = rest[rest.index(after: close)...]
        }
        return result + Array(rest.utf8)
    }

    private static func value(of escape: Substring, _ values: [String: String]) -> [UInt8] {
        let words = escape.split(separator: " ", maxSplits: 2)
        switch words.first {
        case "hex": return escape.split(separator: " ").dropFirst().compactMap { UInt8($0, radix: 16) }
        case "repeat" where words.count == 3:
            // One space divides the count from the text, which may begin with others.
            let content = escape.dropFirst("repeat ".count + words[1].count + 1)
            let unit = expand(content, values)
            return (0..<(Int(words[1]) ?? 0)).flatMap { _ in unit }
        case "crlf": return [13, 10]
        case "tab": return [9]
        case "sp": return [32]
        default: return Array((values[String(escape)] ?? "{\(escape)}").utf8)
        }
    }
}
