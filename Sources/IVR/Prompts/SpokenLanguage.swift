/// A language in which values can be said.
///
/// Each says everything with a finite vocabulary of clips, listed completely, so that every prompt is known, recorded or synthesised
/// before the first call. Another language is another case and a folder beside these two.
public enum SpokenLanguage: String, Hashable, Sendable, CaseIterable {
    /// American English.
    case english = "en-US"
    /// Mandarin Chinese.
    case mandarin = "zh-CN"

    /// Numbers beyond this are said digit by digit.
    static let largestNumber = 999_999_999_999_999

    /// The language of a tag; nil when values cannot be said in it.
    public init?(_ tag: LanguageTag) {
        self.init(rawValue: tag.rawValue)
    }

    /// Its tag.
    public var tag: LanguageTag { LanguageTag(rawValue) }

    /// Every clip a value can become.
    public var vocabulary: [ClipText] {
        switch self {
        case .english: EnglishSpeech.vocabulary
        case .mandarin: MandarinSpeech.vocabulary
        }
    }

    /// The currency of an amount that names none.
    var currency: Currency {
        switch self {
        case .english: .usd
        case .mandarin: .cny
        }
    }

    /// The clips that say a value.
    public func clips(saying value: FlowValue, as form: SpokenValue.Form, currency: Currency? = nil) throws(SpeechError) -> [ClipID] {
        try names(saying: value, as: form, currency: currency ?? self.currency).map { ClipID(language: tag, name: $0) }
    }

    /// What is asked when an answer was read back.
    func confirmation(yes: Character, no: Character, bySpeech: Bool) -> [ClipID] {
        let (right, wrong) = bySpeech ? ("confirm/yes", "confirm/no") : ("confirm/right", "confirm/wrong")
        let names = [right] + Spelling.clips(of: String(yes)) + [wrong] + Spelling.clips(of: String(no))
        return (self == .english ? names : names + ["confirm/end"]).map(clip)
    }

    /// A clip of the vocabulary.
    func clip(_ name: String) -> ClipID { ClipID(language: tag, name: name) }

    private func names(saying value: FlowValue, as form: SpokenValue.Form, currency: Currency) throws(SpeechError) -> [String] {
        switch form {
        case .digits: return Spelling.clips(of: try value.words(for: form))
        case .spell: return Spelling.clips(of: try value.words(for: form))
        case .number: return number(try DecimalNumber(saying: value, as: form))
        case .ordinal: return ordinal(try Self.rank(value))
        case .date: return date(try SpokenDate(saying: value))
        case .time: return time(try SpokenTime(saying: value))
        case .money: return money(try DecimalNumber(saying: value, as: form), currency)
        case .duration: return duration(try SpokenDuration(saying: value))
        case .list: return try list(value, currency)
        }
    }

    private func number(_ number: DecimalNumber) -> [String] {
        guard number.truncated.magnitude <= Self.largestNumber else { return Spelling.clips(of: number.description) }
        return self == .english ? EnglishSpeech.number(number) : MandarinSpeech.number(number)
    }

    private static func rank(_ value: FlowValue) throws(SpeechError) -> Int {
        guard let rank = try DecimalNumber(saying: value, as: .ordinal).whole, (0...largestNumber).contains(rank) else {
            throw SpeechError(.ordinal, needs: "a whole number from 0 to \(largestNumber)")
        }
        return rank
    }

    private func ordinal(_ rank: Int) -> [String] {
        self == .english ? EnglishSpeech.ordinal(rank) : MandarinSpeech.ordinal(rank)
    }

    private func date(_ date: SpokenDate) -> [String] {
        self == .english ? EnglishSpeech.date(date) : MandarinSpeech.date(date)
    }

    private func time(_ time: SpokenTime) -> [String] {
        self == .english ? EnglishSpeech.time(time) : MandarinSpeech.time(time)
    }

    private func money(_ amount: DecimalNumber, _ currency: Currency) -> [String] {
        guard let amount = SpokenAmount(amount, currency), amount.major <= Self.largestNumber else { return number(amount) }
        return self == .english ? EnglishSpeech.money(amount) : MandarinSpeech.money(amount)
    }

    private func duration(_ duration: SpokenDuration) -> [String] {
        self == .english ? EnglishSpeech.duration(duration) : MandarinSpeech.duration(duration)
    }

    /// The elements one after the other, the last with "and" before it.
    private func list(_ value: FlowValue, _ currency: Currency) throws(SpeechError) -> [String] {
        guard case .list(let elements) = value else { return try names(saying: value, as: .forElement(value), currency: currency) }
        var names: [String] = []
        for (place, element) in elements.enumerated() {
            if place > 0, place == elements.count - 1 { names.append("word/and") }
            if case .list = element { throw SpeechError(.list, needs: "a list of texts and numbers") }
            names += try self.names(saying: element, as: .forElement(element), currency: currency)
        }
        return names
    }
}

extension SpokenValue.Form {
    /// How an element of a list is said: numbers as numbers, everything else letter by letter.
    fileprivate static func forElement(_ element: FlowValue) -> Self {
        element.decimalNumber == nil ? .spell : .number
    }
}

extension FlowValue {
    /// The text to spell.
    fileprivate func words(for form: SpokenValue.Form) throws(SpeechError) -> String {
        switch self {
        case .text(let text): return String(text.prefix(Expression.textLimit))
        case .number, .decimal: return plainText
        case .null, .boolean, .list, .map: throw SpeechError(form, needs: "a text or a number")
        }
    }
}

extension DecimalNumber {
    /// The number a value is or spells.
    fileprivate init(saying value: FlowValue, as form: SpokenValue.Form) throws(SpeechError) {
        if let number = value.decimalNumber {
            self = number
        } else if case .text(let text) = value, let number = DecimalNumber(text) {
            self = number
        } else {
            throw SpeechError(form, needs: "a number")
        }
    }
}
