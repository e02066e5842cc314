public import Recognition

/// What one question takes by voice, compiled: the answers proper, and what can be said at every question of the flow.
public struct QuestionGrammar: Sendable {
    /// What is listened for: all of it.
    public let grammar: SpeechGrammar
    /// The digits of a number that is not complete, where the answer is a number of digits: the rest may be pressed.
    public let incomplete: SpeechGrammar?
    /// The answers proper; none where only what can be said everywhere is taken.
    private let answers: SpeechGrammar?
    private let commands: [CommandName: SpeechGrammar]
    private let hasOptions: Bool
    /// How many digits are an answer, where that is known.
    private let digits: ClosedRange<Int>?

    /// Compiles what a question takes.
    ///
    /// - Parameters:
    ///   - request: what can be said.
    ///   - keys: what can be pressed: so many digits can be said, too.
    ///   - file: what the grammar file holds, when the request names one.
    public init(_ request: SpeechRequest, keys: KeyPattern, file: GrammarDocument? = nil) throws(GrammarError) {
        guard let language = SpeechLanguage(tag: "\(request.language)") else {
            throw GrammarError("speech in \(request.language) is not understood", at: 0)
        }
        digits = Self.countedDigits(request.content, keys)
        let own = try Self.document(request.content, digits: digits, file: file)
        answers = try own.map { document throws(GrammarError) in try SpeechGrammar(document, language: language) }
        if case .options = request.content { hasOptions = true } else { hasOptions = false }
        incomplete = try digits.flatMap { $0.lowerBound > 1 ? SpokenType.digits(1...$0.upperBound) : nil }
            .map { type throws(GrammarError) in try SpeechGrammar(GrammarDocument(type), language: language) }
        var compiled: [CommandName: SpeechGrammar] = [:]
        var patterns = own.map { [$0.root] } ?? []
        for (name, grammar) in request.commands.sorted(by: { $0.key < $1.key }) {
            compiled[name] = try SpeechGrammar(GrammarDocument(grammar), language: language)
            patterns.append(grammar.pattern)
        }
        commands = compiled
        let whole = GrammarDocument(root: .alternatives(patterns), rules: own?.rules ?? [:], tags: own?.tags ?? .all)
        grammar = if request.commands.isEmpty, let answers { answers } else { try SpeechGrammar(whole, language: language) }
    }

    private static func document(
        _ content: SpeechRequest.Content, digits: ClosedRange<Int>?, file: GrammarDocument?
    ) throws(GrammarError) -> GrammarDocument? {
        switch content {
        case .builtIn(let name): return GrammarDocument(SpokenType(name, digits: digits))
        case .phrases(let grammar): return GrammarDocument(grammar)
        case .options(let options): return GrammarDocument(options: options)
        case .file(let name):
            guard let file else { throw GrammarError("there is no grammar file `\(name)`", at: 0) }
            return file
        case .dictation, .commands: return nil
        }
    }

    private static func countedDigits(_ content: SpeechRequest.Content, _ keys: KeyPattern) -> ClosedRange<Int>? {
        guard case .digits(let fewest, let most, _) = keys, content == .builtIn(.digits) || content == .builtIn(.phone) else { return nil }
        let last = min(max(1, most), SpokenType.mostDigits)
        return min(max(1, fewest), last)...last
    }

    /// What some words mean here; nil when they are nothing the question takes. An answer goes before a command that sounds the same.
    public func answer(_ words: [String], confidence: Double) -> SpokenAnswer? {
        guard let meaning = meaning(of: words) else { return nil }
        return SpokenAnswer(meaning, words: words.joined(separator: " "), confidence: confidence)
    }

    private func meaning(of words: [String]) -> SpokenAnswer.Meaning? {
        guard let answers, answers.takes(words) else { return commands.first { $0.value.takes(words) }.map { .command($0.key) } }
        let value = answers.value(of: words)
        // The thirtieth of February is no answer, and neither are its words.
        if value == nil, answers.isNonsense(words) { return nil }
        if hasOptions, case .text(let place)? = value { return Int(place).map { .option($0) } }
        let text = value?.description ?? words.joined(separator: " ")
        // A number said as "double five" has more digits than words.
        guard digits?.contains(text.count) != false else { return nil }
        return .value(text)
    }

    /// The digits of a number that is not complete; nil when it is complete, too long or no number.
    public func incompleteDigits(_ words: [String]) -> String? {
        guard let digits, let text = incomplete?.value(of: words)?.description, text.count < digits.lowerBound else { return nil }
        return text
    }
}

extension SpokenType {
    /// A grammar that every language has; digits as many as can be pressed.
    fileprivate init(_ name: BuiltInGrammar, digits: ClosedRange<Int>?) {
        self =
            switch name {
            case .digits: .digits(digits)
            case .number: .number
            case .boolean: .boolean
            case .date: .date
            case .time: .time
            case .money: .money
            case .phone: .phone
            }
    }
}
