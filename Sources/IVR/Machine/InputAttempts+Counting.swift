/// An attempt in vain.
enum Vain: Hashable, Sendable {
    case noInput
    case noMatch
    case trouble(SpeechTrouble)
}

extension InputAttempts {
    /// Counts an attempt in vain: the outcome's name, what the flow says about it, and how often it has happened now.
    mutating func count(_ kind: Vain, _ question: Question) -> (label: String, retry: Retry, count: Int) {
        switch kind {
        case .noInput:
            noInput += 1
            return ("no-input", question.noInput, noInput)
        case .noMatch:
            noMatch += 1
            return ("no-match", question.noMatch, noMatch)
        case .trouble(let trouble):
            let count = (troubles[trouble] ?? 0) + 1
            troubles[trouble] = count
            return (trouble.rawValue, question.troubles[trouble] ?? question.noMatch, count)
        }
    }
}

extension Question {
    /// The same words for a caller who can only press keys: the wording for keys stands where the question stood, or for all of it.
    func keypadWording(of items: [PromptItem]) -> [PromptItem] {
        guard let keypad, !prompt.isEmpty else { return items }
        let starts = items.indices.filter { start in
            items.count - start >= prompt.count && zip(items[start...], prompt).allSatisfy { $0.saysTheSame(as: $1) }
        }
        guard let start = starts.last else { return keypad }
        return Array(items[..<start]) + keypad + items[(start + prompt.count)...]
    }
}

extension PromptItem {
    fileprivate func saysTheSame(as other: PromptItem) -> Bool {
        switch (self, other) {
        case (.name(let one), .name(let two)): one.value == two.value
        case (.value(let one), .value(let two)): one.form == two.form && one.value.value.text == two.value.value.text
        default: false
        }
    }
}

extension Asked {
    /// What can be pressed.
    var keyPattern: KeyPattern {
        switch self {
        case .menu(let menu): menu.keyPattern
        case .gather(let gather): gather.keyPattern
        }
    }

    /// Whether the question itself can use a key.
    func claims(_ key: Character) -> Bool {
        switch keyPattern {
        case .options(let options, let terminator): options.contains { $0.first == key } || key == terminator
        case .digits(_, _, let terminator): key.isDigit || key == terminator
        }
    }
}
