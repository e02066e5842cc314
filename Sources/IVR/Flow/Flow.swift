public import Diagnostics

/// A checked flow: what a caller can hear, press and reach.
///
/// It is immutable and has passed its rules; a running call keeps the one it began with. `docs/flow-language.md` describes how it is
/// written.
public struct Flow: Sendable {
    /// Its name, by which routes and other flows refer to it.
    public var name: FlowName
    /// The file it was read from.
    public var path: String
    /// The language it speaks unless the route or a `language` step says otherwise.
    public var defaultLanguage: LanguageTag
    /// The first step.
    public var start: StepID
    /// The ways it can return to a flow that runs it, beside `end`.
    public var exits: [ExitName]
    /// What it can remember, by name.
    public var variables: [VariableName: VariableDeclaration]
    /// What can be pressed or said at every question.
    public var commands: [FlowCommand]
    /// How words are said that no dictionary has.
    public var lexicon = LanguageFiles()
    /// Its steps by name.
    public var steps: [StepID: Step]
    /// The names of its steps in the order of writing.
    public var order: [StepID]
}

/// A variable of a flow.
public struct VariableDeclaration: Sendable {
    /// Its name.
    public var name: VariableName
    /// What it can hold.
    public var type: VariableType
    /// Whether its value is never printed, logged, or recorded in clear.
    public var isSensitive: Bool
    /// Its value when the flow begins; without one it has to be set before it is used.
    public var defaultValue: FlowExpression?
    /// Whether flows that run this one have to give it a value.
    public var isParameter = false
    /// Where it is declared.
    public var range: SourceRange
}

/// One step: a name, exactly one verb, and where each of its outcomes leads.
public struct Step: Sendable {
    /// Its name.
    public var id: StepID
    /// What it does.
    public var verb: Verb
    /// Where its name is written.
    public var range: SourceRange
}

/// What a step does.
public enum Verb: Sendable {
    /// Plays prompts.
    case play(Play)
    /// Asks for one of several options.
    case menu(Menu)
    /// Asks for digits or speech.
    case gather(Gather)
    /// Records what the caller says.
    case record(Record)
    /// Begins, interrupts or ends the recording of the call.
    case recording(RecordingChange)
    /// Computes variables.
    case set(Assignments)
    /// Decides by expressions.
    case branch(Branch)
    /// Decides by a calendar.
    case hours(Hours)
    /// Asks a service over HTTP.
    case fetch(Fetch)
    /// Hands the call to a queue.
    case enqueue(Enqueue)
    /// Hands the call to somebody.
    case transfer(Transfer)
    /// Goes on in another language.
    case language(LanguageChange)
    /// Runs another flow.
    case run(Run)
    /// Tells somebody outside.
    case notify(Notify)
    /// Ends the call.
    case hangup(Hangup)
}
