public import IVR
public import Recognition

/// A question that can be listened for: its grammar, how the words are said, and what they mean to the flow.
public struct PreparedQuestion: Sendable {
    /// What the recogniser is given.
    public let ready: ReadyGrammar
    private let question: QuestionGrammar

    /// Joins a compiled question with the words of its grammar.
    public init(_ question: QuestionGrammar, words: GrammarWords) {
        self.question = question
        ready = ReadyGrammar(question.grammar, words: words)
    }

    /// How far some words are in what can be said.
    func progress(of words: [String]) -> WordGraph.Progress {
        ready.grammar.graph.progress(of: words)
    }

    /// What a hearing means to the flow; of two alternatives that mean the same the likelier one counts.
    ///
    /// - Parameter partial: the last words before the end, which may be a part of a number.
    func answer(_ hearing: Hearing, partial: [String]) -> SpeechAnswer {
        var answers: [SpokenAnswer] = []
        for alternative in hearing.alternatives {
            guard let answer = question.answer(alternative.words, confidence: alternative.confidence) else { continue }
            if !answers.contains(where: { $0.meaning == answer.meaning }) { answers.append(answer) }
        }
        return SpeechAnswer(alternatives: answers, digits: answers.isEmpty ? digits(in: partial) : nil)
    }

    /// What a text means that a server wrote down: a command of the flow, or else the text itself. No text is no answer.
    ///
    /// - Parameter commands: those of the flow, compiled; nil when it has none.
    public static func dictated(_ text: String, commands: QuestionGrammar?) -> SpeechAnswer {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
        guard !words.isEmpty else { return SpeechAnswer(alternatives: []) }
        let answer = commands?.answer(words, confidence: 1) ?? SpokenAnswer(.value(text), words: text, confidence: 1)
        return SpeechAnswer(alternatives: [answer])
    }

    /// The commands of the flow, where that is all that its grammar has.
    public var commands: QuestionGrammar { question }

    /// One digit is too easily heard in anything.
    private static let fewestDigits = 2

    private func digits(in words: [String]) -> String? {
        question.incompleteDigits(words).flatMap { $0.count < PreparedQuestion.fewestDigits ? nil : $0 }
    }
}
