extension Flow {
    /// The languages in which it takes spoken answers: its own and those that it changes to; none when it takes keys only.
    public var listeningLanguages: Set<LanguageTag> {
        commands.contains { $0.say != nil } || steps.values.contains(where: \.listens) ? languages : []
    }

    /// The language it begins in and those it changes to.
    public var languages: Set<LanguageTag> {
        var languages: Set<LanguageTag> = [defaultLanguage]
        for case .language(let change) in steps.values.lazy.map(\.verb) { languages.insert(change.code.value) }
        return languages
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
