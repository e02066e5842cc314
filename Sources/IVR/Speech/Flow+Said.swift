import Recognition

extension Flow {
    /// The name of the edge that a call took when it followed what was said, as `Step.edges` has it; nil when nothing there can be said so.
    ///
    /// - Parameters:
    ///   - words: the words in quotes, as transcripts show them.
    ///   - step: where they were said.
    ///   - target: where they led.
    public func edge(said words: String, at step: StepID, to target: Target) -> String? {
        let spoken = words.drop { $0 == "\"" }.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
        if case .menu(let menu)? = steps[step]?.verb,
            let option = menu.options.first(where: { $0.next.value == target && $0.say?.takes(spoken) == true })
        {
            return option.label
        }
        return commands.first { $0.action == .go(target) && $0.say?.takes(spoken) == true }?.label
    }
}

extension SpokenPhrases {
    /// Whether these words are one of its phrases, in any language.
    fileprivate func takes(_ words: [String]) -> Bool {
        let anywhere = any.flatMap { grammar in SpeechLanguage.allCases.map { (grammar.value, $0) } }
        let somewhere = byLanguage.flatMap { tag, grammars in
            grammars.compactMap { grammar in SpeechLanguage(tag: tag.rawValue).map { (grammar.value, $0) } }
        }
        return (anywhere + somewhere).contains { grammar, language in
            (try? SpeechGrammar(GrammarDocument(grammar), language: language))?.takes(words) == true
        }
    }
}
