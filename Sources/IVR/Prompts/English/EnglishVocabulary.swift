extension EnglishSpeech {
    /// Every clip of the language.
    static let vocabulary: [ClipText] = numbers + ordinals + words + reasons + dates + amounts + characters

    private static let ones = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    private static let irregular = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
    ]
    private static let scales = ["hundred", "thousand", "million", "billion", "trillion"]

    /// A number below a hundred in words.
    private static func word(_ number: Int) -> String {
        if number < 20 { return ones[number] }
        return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(ones[number % 10])"
    }

    /// A number below a hundred as a rank in words.
    private static func rank(_ number: Int) -> String {
        if number >= 20, number % 10 != 0 { return "\(tens[number / 10])-\(rank(number % 10))" }
        let word = word(number)
        return irregular[word] ?? (word.hasSuffix("y") ? word.dropLast() + "ieth" : word + "th")
    }

    private static let numbers =
        (0...9).map { ClipText("digit/\($0)", ones[$0]) } + (0...99).map { ClipText("number/\($0)", word($0)) }
        + (1...9).map { ClipText("number/\($0 * 100)", "\(ones[$0]) hundred") } + scales.map { ClipText("number/\($0)", $0) }
        + [ClipText("number/minus", "minus"), ClipText("number/point", "point")]

    private static let ordinals =
        (0...99).map { ClipText("ordinal/\($0)", rank($0)) } + (1...9).map { ClipText("ordinal/\($0 * 100)", "\(ones[$0]) hundredth") }
        + scales.dropFirst().map { ClipText("ordinal/\($0)", $0 + "th") }

    private static let words = [
        ClipText("word/and", "and"), ClipText("word/oh", "oh"), ClipText("confirm/heard", "You entered"),
        ClipText("confirm/said", "You said"), ClipText("confirm/chose", "You chose"),
        ClipText("confirm/yes", "If that is right, say yes or press"), ClipText("confirm/no", "If not, say no or press"),
        ClipText("confirm/right", "If that is right, press"), ClipText("confirm/wrong", "To enter it again, press"),
    ]

    /// Why a wait has become longer.
    private static let reasons = [
        ClipText("queue/fewer-agents", "Fewer of us can take calls at the moment."),
        ClipText("queue/others-first", "Some callers with urgent matters went first."),
        ClipText("queue/slower-calls", "Calls are taking longer than expected."),
        ClipText("queue/other-queue", "You are now waiting for another team."),
    ]

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    private static let dates =
        months.enumerated().map { ClipText("month/\($0.offset + 1)", $0.element) }
        + [
            ClipText("time/am", "a.m."), ClipText("time/pm", "p.m."), ClipText("time/noon", "noon"), ClipText("time/midnight", "midnight"),
        ]

    private static func money(_ currency: Currency, _ one: String, _ many: String, minor: (one: String, many: String)?) -> [ClipText] {
        let major = [ClipText(currency.clip + "-one", one), ClipText(currency.clip + "-many", many)]
        guard let minor else { return major }
        return major + [ClipText(currency.clip + "-minor-one", minor.one), ClipText(currency.clip + "-minor-many", minor.many)]
    }

    private static let amounts: [ClipText] =
        money(.usd, "dollar", "dollars", minor: ("cent", "cents")) + money(.cny, "yuan", "yuan", minor: ("fen", "fen"))
        + money(.eur, "euro", "euros", minor: ("cent", "cents")) + money(.gbp, "pound", "pounds", minor: ("penny", "pence"))
        + money(.jpy, "yen", "yen", minor: nil) + money(.hkd, "Hong Kong dollar", "Hong Kong dollars", minor: ("cent", "cents"))
        + SpokenDuration.Unit.allCases.flatMap {
            [ClipText("unit/\($0.rawValue)-one", $0.rawValue), ClipText("unit/\($0.rawValue)-many", $0.rawValue + "s")]
        }

    private static let characters: [ClipText] =
        "abcdefghijklmnopqrstuvwxyz".map { ClipText("letter/\($0)", $0.uppercased()) }
        + [
            ClipText("sign/plus", "plus"), ClipText("sign/star", "star"), ClipText("sign/pound", "pound"), ClipText("sign/dot", "dot"),
            ClipText("sign/dash", "dash"), ClipText("sign/underscore", "underscore"), ClipText("sign/at", "at"),
            ClipText("sign/slash", "slash"),
        ] + Spelling.plates.map { ClipText("plate/\($0.character)", $0.english) }
}
