public import Audio

/// What a caller presses, and when: `1 !2 13800138000# 1@12.5s`.
///
/// A group is pressed when the flow next waits for input after its prompt; one with `!` before it during the next prompt; one with
/// `@time` after it at that moment of the call, whatever happens.
public struct KeyPlan: Hashable, Sendable {
    /// When a group is pressed.
    public enum Moment: Hashable, Sendable {
        /// When the prompt is over and the flow listens.
        case listening
        /// While a prompt sounds.
        case duringPrompt
        /// At a moment of the call.
        case at(MediaTime)
    }

    /// Keys that are pressed one after the other.
    public struct Group: Hashable, Sendable {
        /// The keys.
        public var keys: [DTMFDigit]
        /// When the first of them is pressed.
        public var moment: Moment
        /// The group as it was written.
        public var text: String
    }

    /// The groups, in order.
    public var groups: [Group]

    /// Nothing is pressed.
    public init() {
        groups = []
    }

    /// Reads `1 !2 13800138000# 1@12.5s`.
    public init(parsing text: String) throws(KeyPlanError) {
        var groups: [Group] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            groups.append(try KeyPlan.group(String(word)))
        }
        self.groups = groups
    }

    private static func group(_ text: String) throws(KeyPlanError) -> Group {
        var moment = Moment.listening
        var rest = text[...]
        if rest.first == "!" {
            moment = .duringPrompt
            rest.removeFirst()
        }
        if let mark = rest.firstIndex(of: "@") {
            guard moment == .listening else { throw .twoMoments(text) }
            let time = String(rest[rest.index(after: mark)...])
            guard let at = MediaTime(length: time) ?? Double(time).flatMap({ MediaTime(length: "\($0)s") }) else { throw .badTime(time) }
            moment = .at(at)
            rest = rest[..<mark]
        }
        var keys: [DTMFDigit] = []
        for character in rest {
            guard let key = DTMFDigit(character) else { throw .notAKey(character) }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .noKeys(text) }
        return Group(keys: keys, moment: moment, text: text)
    }
}

/// What is wrong with the text of a key plan.
public enum KeyPlanError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such key.
    case notAKey(Character)
    /// What follows `@` is not a time.
    case badTime(String)
    /// `!` and `@` exclude each other.
    case twoMoments(String)
    /// A group without keys.
    case noKeys(String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .notAKey(let character): "`\(character)` is not a key: keys are 0 to 9, * and #, and A to D"
        case .badTime(let text): "`\(text)` is not a time: `12.5s`, `1m30s`, `300ms`"
        case .twoMoments(let text): "`\(text)` has both `!` (during the prompt) and `@` (at a time)"
        case .noKeys(let text): "`\(text)` has no keys"
        }
    }
}
