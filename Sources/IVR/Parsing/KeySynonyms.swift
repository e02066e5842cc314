import Diagnostics

extension KeyTable {
    /// The same table, knowing what other languages and people call the keys of flows.
    var forDesigners: KeyTable { calling(Self.designersWords) }

    private static let designersWords: [String: [String]] = {
        let words: [(String, [String])] = [
            ("next", ["goto", "go-to", "go", "then", "to", "target", "on-done"]), ("otherwise", ["else", "default", "fallback"]),
            ("when", ["if", "condition", "case", "expr"]), ("tries", ["retries", "attempts", "max-tries", "times", "repeat"]),
            ("keys", ["digit", "dtmf", "press", "button"]), ("say", ["speech", "voice", "phrases", "words"]),
            ("no-input", ["timeout", "silence", "no-answer"]), ("no-match", ["invalid", "wrong", "nomatch", "error"]),
            ("prompt", ["text", "message", "question", "play", "say"]), ("options", ["choices", "items", "entries"]),
            ("into", ["variable", "store", "save-to", "result", "var"]), ("failed", ["error", "failure", "fail"]),
            ("ok", ["success", "next", "done"]), ("confirm", ["read-back", "verify"]), ("max", ["max-length", "limit", "length"]),
        ]
        return Dictionary(words.flatMap { ours, theirs in theirs.map { ($0, [ours]) } }) { $0 + $1 }
    }()
}
