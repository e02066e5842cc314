/// What the documentation says of a rule, beside its fixtures.
public struct RulePage: Sendable {
    /// The rule's name, as findings show it in brackets.
    public let name: String
    /// What it asks for, in one sentence.
    public let title: String
    /// Why, and how it is kept.
    public let text: String

    init(_ name: String, _ title: String, _ text: String) {
        self.name = name
        self.title = title
        self.text = text
    }

    /// All rules, in the order in which a designer meets them: writing, names, meaning, ways.
    public static let all: [RulePage] =
        [
            Syntax.page, DuplicateKey.page, UnknownKey.page, MissingKey.page, WrongType.page, UnknownVerb.page, BadName.page,
            KeyNotQuoted.page,
        ]
        + [UnknownStep.page, UnknownPrompt.page, UnknownVariable.page, UnknownQueue.page, UnknownCalendar.page, UnknownNotification.page]
        + [
            NoTranscription.page, UnknownFlow.page, UnknownGrammar.page, ExpressionSyntax.page, ExpressionTypes.page, MissingOutcome.page,
            AmbiguousKeys.page,
        ]
        + [UnreachableStep.page, NoWayOut.page, LoopWithoutInput.page, UnsetVariable.page, SensitiveSink.page, RefusalAfterAnswer.page]
        + [QueueFactElsewhere.page, LongWhisper.page]
        + [SamePhrase.page, SpokenPrefix.page, SoundsAlike.page, UnknownWord.page, NotTaken.page, UnsaidAnswer.page]
}
