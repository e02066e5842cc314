import Audio
import CallSimulator
import Foundation
import Testing

/// A sender that does not keep to the book, as a time diagram: one column is one packet time of 20 ms.
///
/// ```
/// # What is wrong with it.
/// sound  ....11111....      a key's tone, `.` the silent line, `_` no packet of sound
/// event  ....__111eee.      a key's telephone event, `e` its end, `-` and `x` the same but lost, `.` none
/// info   ............1      SIP INFO
/// heard  1@120              golden: the keys that the flow is told of, and when [ms from the first column]
/// ```
/// Without a line of sound it is the silent line wherever there is no event. `x{30}` stands for 30 columns. Further lines:
/// `timestamps each-packet | same | jump`, `ssrc other | each-key`, `durations zero | milliseconds | stuck | swapped | short`,
/// `marker none | all`, `network loss=30%,seed=1`, `seeds 40`.
struct SenderDiagram: Sendable, CustomTestStringConvertible {
    /// How a sender numbers its events in time.
    enum Timestamps: String {
        /// The beginning of the key in all its packets, as RFC 4733 asks.
        case book
        /// Rewritten on the way: each packet has the moment at which it was sent.
        case eachPacket = "each-packet"
        /// One for all keys.
        case same
        /// Each key begins at another, far from the sound's.
        case jump
    }

    /// How a sender counts how long a key lasts.
    enum Durations: String {
        case book, zero, milliseconds, stuck, swapped, short
    }

    /// Which source the events name.
    enum Source: String {
        /// That of the sound.
        case book
        /// One of their own.
        case other
        /// One of its own for each key.
        case eachKey = "each-key"
    }

    /// Which packets have the marker bit.
    enum Marker: String {
        case book, none, all
    }

    let name: String
    var sound: [Character] = []
    var event: [Character] = []
    var info: [Character] = []
    var heard = ""
    var timestamps = Timestamps.book
    var durations = Durations.book
    var source = Source.book
    var marker = Marker.book
    var network = NetworkConditions()
    /// How often the sender calls, each time with another seed of the network; 0: once, and the golden line has the times.
    var seeds = 0

    var testDescription: String { name }

    /// How many columns there are.
    var length: Int { max(sound.count, event.count, info.count) }

    /// Reads a diagram; a line that is not understood is a failure of the test that asks.
    init(name: String, text: String) throws {
        self.name = name
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ", maxSplits: 1)
            let value = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
            try read(String(words[0]), value)
        }
    }

    private mutating func read(_ word: String, _ value: String) throws {
        switch word {
        case "sound": sound = Self.columns(value)
        case "event": event = Self.columns(value)
        case "info": info = Self.columns(value)
        case "heard": heard = value
        case "timestamps": timestamps = try #require(Timestamps(rawValue: value))
        case "durations": durations = try #require(Durations(rawValue: value))
        case "ssrc": source = try #require(Source(rawValue: value))
        case "marker": marker = try #require(Marker(rawValue: value))
        case "network": network = try NetworkConditions(parsing: value)
        case "seeds": seeds = try #require(Int(value))
        default: throw Unknown(word: word)
        }
    }

    /// A line of a diagram that begins with no known word.
    struct Unknown: Error {
        let word: String
    }

    /// `.{3}1` is `...1`.
    private static func columns(_ text: String) -> [Character] {
        var columns: [Character] = []
        var rest = text[...]
        while let next = rest.popFirst() {
            guard next == "{", let end = rest.firstIndex(of: "}"), let count = Int(rest[..<end]), let last = columns.last else {
                columns.append(next)
                continue
            }
            columns += Array(repeating: last, count: count - 1)
            rest = rest[rest.index(after: end)...]
        }
        return columns
    }

    /// The keys of a row, one for each run of a key that is not part of the one before.
    static func keys(of row: [Character]) -> [DTMFDigit] {
        var keys: [DTMFDigit] = []
        var last: Character = "."
        for column in row {
            if let digit = DTMFDigit(column), column != last { keys.append(digit) }
            if column != "-" { last = column }
        }
        return keys
    }
}
