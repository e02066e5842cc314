public import Diagnostics

/// Computes variables, one after the other.
public struct Assignments: Sendable {
    /// One variable and its new value.
    public struct Assignment: Sendable {
        /// The variable.
        public var variable: Located<VariableName>
        /// Its new value.
        public var value: FlowExpression
    }

    /// In the order of writing; a later one sees the values of the earlier ones.
    public var assignments: [Assignment]
    /// Where the flow goes on.
    public var next: Located<Target>
}

/// Goes where the first true condition leads.
public struct Branch: Sendable {
    /// One condition.
    public struct Case: Sendable {
        /// What has to be true.
        public var when: FlowExpression
        /// Where it leads.
        public var next: Located<Target>
    }

    /// Tried in the order of writing.
    public var cases: [Case]
    /// When none is true.
    public var otherwise: Located<Target>
}

/// Decides by a calendar of the configuration.
public struct Hours: Sendable {
    /// The calendar.
    public var calendar: Located<CalendarName>
    /// Within opening hours.
    public var open: Located<Target>
    /// Outside them.
    public var closed: Located<Target>
    /// On a day that the calendar calls a holiday.
    public var holiday: Located<Target>
}

/// Goes on in another language.
public struct LanguageChange: Sendable {
    /// The language.
    public var code: Located<LanguageTag>
    /// Where the flow goes on.
    public var next: Located<Target>
}

/// Runs another flow and comes back by one of its exits.
public struct Run: Sendable {
    /// A variable here and the variable of the other flow whose value it takes.
    public struct Result: Sendable {
        /// The variable here.
        public var variable: Located<VariableName>
        /// The variable of the flow that was run.
        public var source: Located<VariableName>
    }

    /// One named exit of the other flow.
    public struct Exit: Sendable {
        /// Its name there.
        public var name: Located<ExitName>
        /// Where it leads here.
        public var next: Located<Target>
    }

    /// The other flow.
    public var flow: Located<FlowName>
    /// Variables of the other flow and what they begin with.
    public var with: [Assignments.Assignment]
    /// What is taken back, whichever way it ended.
    public var into: [Result]
    /// When the other flow came to `end`; none when it never does.
    public var next: Located<Target>?
    /// Its named exits.
    public var exits: [Exit]
}

/// Ends the call.
public struct Hangup: Sendable {
    /// Why, for the call's record.
    public var reason: Located<String>?
    /// The SIP status that refuses the call; only before it is answered.
    public var status: Located<Int>?
}
