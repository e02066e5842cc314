import Audio
import IVR

/// What a key means after those entered before.
enum KeyMatch: Hashable {
    /// It belongs to the answer, which may become longer.
    case partial
    /// It completes the answer, and nothing longer is possible.
    case complete
    /// It is the terminator and ends an answer that is long enough.
    case terminator
    /// It is a command of the flow.
    case command
    /// It fits nothing.
    case none
}

extension KeyPattern {
    /// The key that ends an answer early.
    var terminator: Character? {
        switch self {
        case .options(_, let terminator), .digits(_, _, let terminator): terminator
        }
    }

    /// What `key` means after `entered`; the first rule that holds wins.
    ///
    /// What can continue the answer does. Then the terminator ends it, if it is long enough. Then a command is one if it is the first
    /// key, or one the pattern knows nowhere.
    func match(_ key: Character, after entered: String, commands: [Character]) -> KeyMatch {
        if let extended = extends(entered, with: key) { return extended }
        if key == terminator, outcome(of: entered) != nil { return .terminator }
        if commands.contains(key), entered.isEmpty || !mentions(key) { return .command }
        return .none
    }

    /// The outcome of an entry that ends here, or nil when it is none: too short, or no option.
    func outcome(of entered: String) -> InputCollector.Outcome? {
        switch self {
        case .options(let options, _):
            entered.isEmpty ? nil : options.firstIndex(of: entered).map { .option($0, keys: entered) }
        case .digits(let minimum, _, _):
            entered.count >= minimum ? .digits(entered) : nil
        }
    }

    private func extends(_ entered: String, with key: Character) -> KeyMatch? {
        switch self {
        case .options(let options, _):
            let candidate = entered + String(key)
            guard options.contains(where: { $0.hasPrefix(candidate) }) else { return nil }
            return options.contains { $0.hasPrefix(candidate) && $0 != candidate } ? .partial : .complete
        case .digits(_, let maximum, _):
            guard ("0"..."9").contains(key), entered.count < maximum else { return nil }
            return entered.count + 1 == maximum ? .complete : .partial
        }
    }

    /// Whether the key occurs anywhere in the pattern.
    private func mentions(_ key: Character) -> Bool {
        guard key != terminator else { return true }
        return switch self {
        case .options(let options, _): options.contains { $0.contains(key) }
        case .digits: ("0"..."9").contains(key)
        }
    }
}
