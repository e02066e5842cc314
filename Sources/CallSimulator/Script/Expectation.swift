public import Audio
import CallEngine
import IVR

/// Something that a script expects to happen, after what it expected before.
public struct Expectation: Hashable, Sendable {
    /// What can be expected.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A prompt begins; its name, or one of its names.
        case play
        /// A step is reached.
        case step
        /// A variable is set: `phone = 13800138000`.
        case set
        /// The language changes.
        case language
        /// The caller is put into a queue.
        case enqueue
        /// The caller is transferred; a part of the target.
        case transfer
        /// A service is asked; a part of its address.
        case fetch
        /// Somebody is told; the target.
        case notify
        /// A recording is made; its variable.
        case record
        /// The call ends: `flow hung-up`.
        case ended
        /// Any line of the transcript, without its time.
        case line
    }

    /// What is expected.
    public var kind: Kind
    /// Which one.
    public var value: String
    /// At most this long after what was expected before.
    public var within: MediaTime?

    /// Something expected.
    public init(_ kind: Kind, _ value: String, within: MediaTime? = nil) {
        self.kind = kind
        self.value = value
        self.within = within
    }

    /// Whether this is it.
    func isMet(by happening: SimulatedCall.Happening) -> Bool {
        switch (kind, happening.event) {
        case (.play, .playing(let shown)): shown == value || shown.split(separator: " ").contains { $0 == value }
        case (.step, .entered(let step)): step.description == value
        case (.set, .assigned(let name, let shown)): "\(name) = \(shown)" == value
        case (.language, .languageChanged(let language)): language.description == value
        case (.enqueue, .enqueued(let queue)): queue.description == value
        case (.transfer, .transferring(let target, _)): target.contains(value)
        case (.fetch, .fetching(_, let url)): url.contains(value)
        case (.notify, .notifying(let target)): target == value
        case (.record, .recording(let name)): name.description == value
        case (.ended, .ended(let ending)): ending.description == value || ending.description.hasPrefix("\(value) ")
        case (.line, _): Expectation.line(happening) == value
        default: false
        }
    }

    /// A line of the transcript without its time and comment.
    static func line(_ happening: SimulatedCall.Happening) -> String? {
        guard let line = CallTranscript.line(happening.event, at: .zero) else { return nil }
        let text = line.dropFirst("00:00.000 ".count)
        guard let comment = text.range(of: "  #") else { return String(text) }
        var end = comment.lowerBound
        while end > text.startIndex, text[text.index(before: end)] == " " { end = text.index(before: end) }
        return String(text[..<end])
    }
}

extension Expectation: CustomStringConvertible {
    /// `play welcome within 5s`.
    public var description: String {
        let limit = within.map { " within \(CallTranscript.clock($0))" } ?? ""
        return "\(kind.rawValue) \(value)\(limit)"
    }
}

extension Substring {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<Substring.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
