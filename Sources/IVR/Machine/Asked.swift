/// The step that asks the caller something.
enum Asked: Sendable {
    case menu(Menu)
    case gather(Gather)

    /// What a verb asks; nil when it asks nothing.
    init?(_ verb: Verb) {
        switch verb {
        case .menu(let menu): self = .menu(menu)
        case .gather(let gather): self = .gather(gather)
        default: return nil
        }
    }

    /// How it asks.
    var question: Question {
        switch self {
        case .menu(let menu): menu.question
        case .gather(let gather): gather.question
        }
    }

    /// How its answers are read back.
    var confirmation: Confirmation {
        switch self {
        case .menu: Confirmation()
        case .gather(let gather): gather.confirm
        }
    }

    /// Whether its answers must not be shown.
    var isSensitive: Bool {
        if case .gather(let gather) = self { gather.isSensitive } else { false }
    }
}

/// How often an input has been asked in vain.
struct InputAttempts: Hashable, Sendable {
    /// How often speech may be no answer before the caller is offered the keys.
    static let unheardLimit = 2

    var noInput = 0
    var noMatch = 0
    var troubles: [SpeechTrouble: Int] = [:]
    /// How often something was said that is no answer.
    var unheard = 0
    /// Whether the line is too noisy for speech.
    var isNoisy = false
    /// What the caller says not to have said: it is not asked again.
    var denied: [Guarded<SpokenAnswer.Meaning>] = []

    /// Whether the caller is better off with keys.
    var preferKeys: Bool { isNoisy || unheard >= Self.unheardLimit }

    func hasDenied(_ meaning: SpokenAnswer.Meaning) -> Bool { denied.contains { $0.reveal() == meaning } }
}

/// An answer that is read back before it counts.
struct Doubt: Sendable {
    /// How many answers to one utterance are read back before the question is asked again.
    static let offerLimit = 3

    /// Where it was given.
    let asked: Asked
    /// The counters of the question, then those of the read-back.
    var attempts: InputAttempts
    var own = InputAttempts()
    /// The answer that is read back, then the others that it may have been.
    var candidates: Guarded<[SpokenAnswer]>
    /// How many have been read back.
    var offers = 1
    /// Whether it was said and not pressed.
    let isSpoken: Bool

    var answer: SpokenAnswer? { candidates.reveal().first }
}
