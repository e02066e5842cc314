/// What our vocabulary's clips and some whole prompts are called in Asterisk's core sounds.
enum AsteriskWords {
    /// The files that say a clip one after the other, without their endings; nil when there are none for all of it.
    static func files(saying clip: String, text: String) -> [String]? {
        let parts = clip.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return phrases[plain(text)].map { [$0] } }
        switch parts[0] {
        case "digit", "number": return number(parts[1])
        case "ordinal": return ordinal(parts[1])
        case "letter": return parts[1].count == 1 ? ["letters/\(parts[1])"] : nil
        case "month": return Int(parts[1]).flatMap { (1...12).contains($0) ? ["digits/mon-\($0 - 1)"] : nil }
        default: return words[clip].map { [$0] }
        }
    }

    private static func number(_ name: String) -> [String]? {
        guard let value = Int(name) else { return scales.contains(name) || name == "minus" ? ["digits/\(name)"] : nil }
        switch value {
        case 0...20: return ["digits/\(value)"]
        case 21..<100: return ["digits/\(value / 10 * 10)"] + (value % 10 == 0 ? [] : ["digits/\(value % 10)"])
        case 100...900 where value % 100 == 0: return ["digits/\(value / 100)", "digits/hundred"]
        default: return nil
        }
    }

    private static func ordinal(_ name: String) -> [String]? {
        guard let value = Int(name) else { return scales.contains(name) ? ["digits/h-\(name)"] : nil }
        switch value {
        case 1...20: return ["digits/h-\(value)"]
        case 21..<100: return value % 10 == 0 ? ["digits/h-\(value)"] : ["digits/\(value / 10 * 10)", "digits/h-\(value % 10)"]
        case 100...900 where value % 100 == 0: return ["digits/\(value / 100)", "digits/h-hundred"]
        default: return nil
        }
    }

    private static let scales: Set<String> = ["hundred", "thousand", "million", "billion"]

    private static let words = [
        "word/and": "vm-and", "word/oh": "digits/oh", "confirm/heard": "you-entered", "confirm/right": "if-correct-press",
        "time/am": "digits/a-m", "time/pm": "digits/p-m", "money/usd-many": "digits/dollars",
        "unit/minute-one": "minute", "unit/minute-many": "minutes", "unit/second-one": "second", "unit/second-many": "seconds",
        "unit/hour-many": "hours",
        "sign/plus": "letters/plus", "sign/star": "digits/star", "sign/pound": "digits/pound", "sign/dot": "letters/dot",
        "sign/dash": "letters/dash", "sign/underscore": "letters/ascii95", "sign/at": "letters/at", "sign/slash": "letters/slash",
    ]

    /// Whole prompts, by their words.
    private static let phrases = [
        "goodbye": "vm-goodbye", "hello": "hello", "im sorry": "im-sorry", "one moment please": "one-moment-please",
        "please try again": "please-try-again", "thank you for your patience": "queue-thankyou",
    ]

    /// The words of a text in small letters with a blank between.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0 != "'" && $0 != "’" }.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
