import Audio

extension CallerPlan.Group {
    /// Reads one group: `!`, what is done, `~confidence` for words, `@time`.
    init(parsing text: String) throws(CallerPlanError) {
        var rest = text[...]
        let isDuringPrompt = rest.first == "!"
        if isDuringPrompt { rest.removeFirst() }
        let body = try Self.body(of: rest, in: text)
        var tail = rest[body.endIndex...]
        if tail.first == "\"" || tail.first == ")" || tail.first == "]" { tail.removeFirst() }
        self.text = text
        let confidence = try Self.confidence(&tail, in: text)
        moment = isDuringPrompt ? .duringPrompt : .listening
        if tail.first == "@" {
            guard !isDuringPrompt else { throw .twoMoments(text) }
            moment = .at(try Self.time(String(tail.dropFirst())))
        } else if let stray = tail.first {
            throw .notAKey(stray)
        }
        action = try Self.action(rest.first, String(body), confidence, in: text)
    }

    /// What stands between the marks: keys, or what is between brackets.
    private static func body(of rest: Substring, in text: String) throws(CallerPlanError) -> Substring {
        guard let first = rest.first, let closing = CallerPlan.brackets[first] else { return rest.prefix { $0 != "@" && $0 != "~" } }
        let inner = rest.dropFirst()
        guard let end = inner.firstIndex(of: closing) else { throw .notClosed(text, closing) }
        return inner[..<end]
    }

    private static func confidence(_ tail: inout Substring, in text: String) throws(CallerPlanError) -> Double? {
        guard tail.first == "~" else { return nil }
        let number = tail.dropFirst().prefix { $0 != "@" }
        guard let confidence = Double(number), (0...1).contains(confidence) else { throw .badConfidence(String(number)) }
        tail = tail[number.endIndex...]
        return confidence
    }

    private static func time(_ text: String) throws(CallerPlanError) -> MediaTime {
        guard let time = MediaTime(length: text) ?? Double(text).flatMap({ MediaTime(length: "\($0)s") }) else { throw .badTime(text) }
        return time
    }

    private static func action(
        _ opening: Character?, _ body: String, _ confidence: Double?, in text: String
    ) throws(CallerPlanError) -> CallerPlan.Action {
        if opening == "\"" {
            guard body.contains(where: { !$0.isWhitespace }) else { throw .noWords(text) }
            return .say(body, confidence: confidence ?? CallerPlan.ordinaryConfidence)
        }
        guard confidence == nil else { throw .confidenceWithoutWords(text) }
        switch opening {
        case "(":
            guard let sound = CallerPlan.WordlessSound(rawValue: body) else { throw .noSuchSound(body) }
            return .sound(sound)
        case "[":
            guard !body.isEmpty else { throw .noFile(text) }
            return .play(body)
        default:
            var keys: [DTMFDigit] = []
            for character in body {
                guard let key = DTMFDigit(character) else { throw .notAKey(character) }
                keys.append(key)
            }
            guard !keys.isEmpty else { throw .noKeys(text) }
            return .press(keys)
        }
    }
}

/// What is wrong with the text of a plan.
public enum CallerPlanError: Error, Hashable, Sendable {
    /// There is no such key.
    case notAKey(Character)
    /// What follows `@` is not a time.
    case badTime(String)
    /// What follows `~` is no confidence.
    case badConfidence(String)
    /// `~` behind something that is not said.
    case confidenceWithoutWords(String)
    /// `!` and `@` exclude each other.
    case twoMoments(String)
    /// A group without keys.
    case noKeys(String)
    /// Quotes with nothing in them.
    case noWords(String)
    /// Brackets with nothing in them.
    case noFile(String)
    /// There is no such sound.
    case noSuchSound(String)
    /// What was opened ends with the text.
    case notClosed(String, Character)
}

extension CallerPlanError: CustomStringConvertible {
    /// One line for a person.
    public var description: String {
        switch self {
        case .notAKey(let character): "`\(character)` is not a key: keys are 0 to 9, * and #, and A to D"
        case .badTime(let text): "`\(text)` is not a time: `12.5s`, `1m30s`, `300ms`"
        case .badConfidence(let text): "`\(text)` is not a confidence: 0 to 1"
        case .confidenceWithoutWords(let text): "`\(text)` has a confidence and says nothing"
        case .twoMoments(let text): "`\(text)` has both `!` (during the prompt) and `@` (at a time)"
        case .noKeys(let text): "`\(text)` has no keys"
        case .noWords(let text): "`\(text)` has no words"
        case .noFile(let text): "`\(text)` names no sound file"
        case .noSuchSound(let text):
            "there is no sound `\(text)`: \(CallerPlan.WordlessSound.allCases.map(\.rawValue).joined(separator: ", "))"
        case .notClosed(let text, let closing): "`\(text)` has no `\(closing)` at its end"
        }
    }
}
