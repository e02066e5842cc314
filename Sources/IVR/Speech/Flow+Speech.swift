import Recognition

/// What is listened for at each question of a flow, in each language: what the machine asks for, and what is compiled before any call.
extension Flow {
    /// What a question takes by voice; none when neither it nor the flow can be spoken to in that language.
    func speech(of asked: Asked, in language: LanguageTag) -> SpeechRequest? {
        switch asked {
        case .menu(let menu): speech(of: menu, in: language)
        case .gather(let gather): speech(of: gather, in: language)
        }
    }

    private func speech(of menu: Menu, in language: LanguageTag) -> SpeechRequest? {
        var phrases: [Int: Grammar] = [:]
        for (place, option) in menu.options.enumerated() { phrases[place] = option.say?.grammar(for: language) }
        return request(phrases.isEmpty ? nil : .options(phrases), in: language)
    }

    private func speech(of gather: Gather, in language: LanguageTag) -> SpeechRequest? {
        let content: SpeechRequest.Content? =
            switch gather.speech {
            case .builtIn(let grammar): .builtIn(grammar)
            case .file(let files): files.file(for: language).map { .file($0.value) }
            case .phrases(let phrases): phrases.grammar(for: language).map { .phrases($0) }
            case .dictation: .dictation
            case nil: nil
            }
        return request(content, in: language)
    }

    /// What a read-back takes by voice: yes or no.
    func speechOfReadBack(in language: LanguageTag) -> SpeechRequest? { request(.builtIn(.boolean), in: language) }

    private func request(_ content: SpeechRequest.Content?, in language: LanguageTag) -> SpeechRequest? {
        guard SpeechLanguage(tag: language.rawValue) != nil else { return nil }
        var spoken: [CommandName: Grammar] = [:]
        for command in commands { spoken[command.name] = command.say?.grammar(for: language) }
        guard content != nil || !spoken.isEmpty else { return nil }
        return SpeechRequest(content ?? .commands, language: language, commands: spoken)
    }

    /// Whether a question of it has what is said written down by a server.
    public var dictates: Bool {
        steps.values.contains { step in
            if case .gather(let gather) = step.verb, case .dictation? = gather.speech { true } else { false }
        }
    }

    /// Every question that a call in a language can put to a recogniser.
    func listeningQuestions(in language: LanguageTag) -> [ListeningQuestion] {
        var questions: [ListeningQuestion] = []
        for id in order {
            guard let asked = steps[id].flatMap({ Asked($0.verb) }) else { continue }
            questions.append(ListeningQuestion(step: id, speech: speech(of: asked, in: language), keys: asked.keyPattern))
            let readBack = speechOfReadBack(in: language)
            questions.append(ListeningQuestion(step: id, speech: readBack, keys: asked.confirmation.keyPattern, isReadBack: true))
        }
        return questions.filter { $0.speech != nil }
    }
}

/// One question as a recogniser knows it.
struct ListeningQuestion: Hashable, Sendable {
    /// The step that asks it.
    var step: StepID
    /// What is listened for.
    var speech: SpeechRequest?
    /// What can be pressed.
    var keys: KeyPattern
    /// Whether it only asks whether an answer is right.
    var isReadBack = false
}

extension Menu {
    /// What can be pressed.
    var keyPattern: KeyPattern { .options(options.map { $0.keys?.value ?? "" }, terminator: terminator) }
}

extension Gather {
    /// What can be pressed.
    var keyPattern: KeyPattern {
        digits.map { .digits(min: $0.min, max: $0.max, terminator: $0.terminator) } ?? .options([], terminator: nil)
    }
}

extension Confirmation {
    /// What can be pressed: yes, then no.
    var keyPattern: KeyPattern { .options([String(yes), String(no)], terminator: nil) }
}
