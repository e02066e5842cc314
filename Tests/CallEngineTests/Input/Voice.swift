import CallEngine
import IVR

/// A caller's voice as a line of characters, 100 ms each.
///
/// `(` somebody seems to speak, `+` for sure, `x` it was no speech, `)` they have finished, `a` the recogniser says what it was. `L` they
/// do not come to an end, `S` they began too soon, `N` the line is too noisy, `U` nobody can listen, `H` the caller is put on hold.
struct Voice {
    private var moments: [Character]
    private var answers: [String]

    /// `understood`: for each `a` what was said, `12` a number, `1...` a part of one, `option 2`, `?` for nothing known, and with `~` not
    /// surely.
    init(said: String, understood: String) {
        moments = Array(said)
        answers = understood.split(separator: ", ").map(String.init)
    }

    /// What becomes known in the next 100 ms.
    mutating func next() -> VoiceInput? {
        guard !moments.isEmpty else { return nil }
        switch moments.removeFirst() {
        case "(": return .began
        case "+": return .confirmed
        case "x": return .retracted
        case ")": return .ended
        case "a": return answers.isEmpty ? nil : Voice.input(answers.removeFirst())
        case "L": return .failed(.tooLong)
        case "S": return .failed(.tooSoon)
        case "N": return .failed(.noisy)
        case "U": return .unavailable("no room")
        case "H": return .interrupted
        default: return nil
        }
    }

    private static func input(_ understood: String) -> VoiceInput {
        guard understood != "?" else { return .failed(.unintelligible) }
        if understood.hasSuffix("...") {
            return .answer(SpeechAnswer(alternatives: [], digits: String(understood.dropLast(3)), digitsConfidence: 0.7))
        }
        let isUnsure = understood.hasPrefix("~")
        let words = isUnsure ? String(understood.dropFirst()) : understood
        return .answer(SpeechAnswer(alternatives: [SpokenAnswer(meaning(words), words: words, confidence: isUnsure ? 0.3 : 0.9)]))
    }

    private static func meaning(_ words: String) -> SpokenAnswer.Meaning {
        if words.hasPrefix("option "), let place = Int(words.dropFirst(7)) { return .option(place - 1) }
        return words.allSatisfy(\.isNumber) ? .value(words) : .command(CommandName(words))
    }
}
