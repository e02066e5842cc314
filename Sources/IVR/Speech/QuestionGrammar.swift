public import Recognition

/// What one question takes by voice, compiled: the answers proper, and what can be said at every question of the flow.
public struct QuestionGrammar: Sendable {
    /// What is listened for: all of it.
    public let grammar: SpeechGrammar
    /// The answers proper.
    private let answers: SpeechGrammar
    private let commands: [Character: SpeechGrammar]
    private let hasOptions: Bool

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
        var document = try Self.document(request.content, keys, file: file)
        answers = try SpeechGrammar(document, language: language)
        if case .options = request.content { hasOptions = true } else { hasOptions = false }
        var compiled: [Character: SpeechGrammar] = [:]
        for (key, grammar) in request.commands.sorted(by: { $0.key < $1.key }) {
            compiled[key] = try SpeechGrammar(GrammarDocument(grammar), language: language)
            document.root = .alternatives([document.root, grammar.pattern])
        }
        commands = compiled
        grammar = request.commands.isEmpty ? answers : try SpeechGrammar(document, language: language)
    }

    private static func document(
        _ content: SpeechRequest.Content, _ keys: KeyPattern, file: GrammarDocument?
    ) throws(GrammarError) -> GrammarDocument {
        switch content {
        case .builtIn(let name): return GrammarDocument(SpokenType(name, keys))
        case .phrases(let grammar): return GrammarDocument(grammar)
        case .options(let options): return GrammarDocument(options: options)
        case .file(let name):
            guard let file else { throw GrammarError("there is no grammar file `\(name)`", at: 0) }
            return file
        }
    }

    /// What some words mean here; nil when they are nothing the question takes. An answer goes before a command that sounds the same.
    public func answer(_ words: [String], confidence: Double) -> SpokenAnswer? {
        guard let meaning = meaning(of: words) else { return nil }
        return SpokenAnswer(meaning, words: words.joined(separator: " "), confidence: confidence)
    }

    private func meaning(of words: [String]) -> SpokenAnswer.Meaning? {
        guard answers.takes(words) else { return commands.first { $0.value.takes(words) }.map { .command($0.key) } }
        let value = answers.value(of: words)
        if hasOptions, case .text(let place)? = value { return Int(place).map { .option($0) } }
        return .value(value?.description ?? words.joined(separator: " "))
    }
}

extension SpokenType {
    /// A grammar that every language has; digits as many as can be pressed.
    fileprivate init(_ name: BuiltInGrammar, _ keys: KeyPattern) {
        switch (name, keys) {
        case (.digits, .digits(let fewest, let most, _)):
            let most = min(max(1, most), SpokenType.mostDigits)
            self = .digits(min(max(1, fewest), most)...most)
        case (.digits, .options): self = .digits(nil)
        case (.number, _): self = .number
        case (.boolean, _): self = .boolean
        case (.date, _): self = .date
        case (.time, _): self = .time
        case (.money, _): self = .money
        }
    }
}
