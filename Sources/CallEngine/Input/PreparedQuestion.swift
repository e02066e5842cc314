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

    /// One digit is too easily heard in anything.
    private static let fewestDigits = 2

    private func digits(in words: [String]) -> String? {
        question.incompleteDigits(words).flatMap { $0.count < PreparedQuestion.fewestDigits ? nil : $0 }
    }
}
