extension Flow {
    /// The languages in which it takes spoken answers: its own and those that it changes to; none when it takes keys only.
    public var listeningLanguages: Set<LanguageTag> {
        guard steps.values.contains(where: \.listens) else { return [] }
        let changes = steps.values.compactMap { if case .language(let change) = $0.verb { change.code.value } else { nil } }
        return Set(changes + [defaultLanguage])
    }
}

extension Step {
    /// Whether a caller can answer it with words.
    fileprivate var listens: Bool {
        switch verb {
        case .menu(let menu): menu.options.contains { $0.say != nil }
        case .gather(let gather): gather.speech != nil
        default: false
        }
    }
}
