import Foundation
import IVR

extension [SpokenDifficulty] {
    /// `en-US: 12 questions by voice, perplexity 3.1 to 10.2 (book-phone)`, for each language.
    var summary: [String] {
        Dictionary(grouping: self, by: \.language).sorted { $0.key < $1.key }.compactMap { language, questions in
            guard let easiest = questions.min(by: Self.isEasier), let hardest = questions.max(by: Self.isEasier) else { return nil }
            let (least, most) = (Self.shown(easiest.perplexity), Self.shown(hardest.perplexity))
            let range = least == most ? most : "\(least) to \(most) (\(hardest.step))"
            return "\(language): \(questions.count) question\(questions.count == 1 ? "" : "s") by voice, perplexity \(range)"
        }
    }

    /// One line for each question; nothing when there is none.
    var table: String? {
        guard !isEmpty else { return nil }
        let head = Self.row("step", "language", "words", "perplexity", "kind")
        let rows = map { Self.row("\($0.step)", "\($0.language)", "\($0.words)", Self.shown($0.perplexity), $0.kind.rawValue) }
        return ([head] + rows).joined(separator: "\n")
    }

    private static func isEasier(_ one: SpokenDifficulty, _ other: SpokenDifficulty) -> Bool { one.perplexity < other.perplexity }

    private static func shown(_ perplexity: Double) -> String { String(format: "%.1f", perplexity) }

    private static func row(_ step: String, _ language: String, _ words: String, _ perplexity: String, _ kind: String) -> String {
        func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: Swift.max(1, width - text.count)) }
        func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: Swift.max(1, width - text.count)) + text }
        return "  " + padded(step, 24) + padded(language, 9) + right(words, 6) + right(perplexity, 12) + "  " + kind
    }
}
