import Diagnostics

/// The verbs that decide and compute.
extension FlowReader {
    mutating func set(_ value: SourceNode, _ step: MappingReader) -> Assignments? {
        let next = outcome("next", step)
        let assignments = self.assignments(value)
        if value.entries?.isEmpty == true { findings.expected("at least one variable and its value", value) }
        return next.map { Assignments(assignments: assignments, next: $0) }
    }

    mutating func branch(_ value: SourceNode, _ step: MappingReader) -> Branch? {
        let otherwise = outcome("otherwise", step)
        guard let elements = findings.list(value) else { return nil }
        if elements.isEmpty { findings.expected("at least one condition", value) }
        let cases = elements.compactMap { node -> Branch.Case? in
            guard let map = MappingReader(node, VerbTable.branchCase, &findings) else { return nil }
            let when = map.value("when").flatMap { expression($0) }
            let next = target("next", map)
            guard let when, let next else { return nil }
            return Branch.Case(when: when, next: next)
        }
        return otherwise.map { Branch(cases: cases, otherwise: $0) }
    }

    mutating func hours(_ value: SourceNode, _ step: MappingReader) -> Hours? {
        let open = outcome("open", step)
        let closed = outcome("closed", step)
        let holiday = outcome("holiday", step)
        let calendar = main(value, VerbTable.hours, "calendar").flatMap { name($0, "the name of a calendar") }
        guard let calendar, let open, let closed, let holiday else { return nil }
        return Hours(calendar: calendar.map { CalendarName($0) }, open: open, closed: closed, holiday: holiday)
    }

    mutating func language(_ value: SourceNode, _ step: MappingReader) -> LanguageChange? {
        let next = outcome("next", step)
        let code = main(value, VerbTable.language, "code").flatMap { language($0) }
        guard let code, let next else { return nil }
        return LanguageChange(code: code, next: next)
    }

    mutating func run(_ value: SourceNode, _ step: MappingReader) -> Run? {
        let next = outcome("next", step)
        let exits = step.others.compactMap { entry -> Run.Exit? in
            let name = self.name(entry.key, "the name of an exit")
            let target = outcome(entry.value, named: entry.name)
            guard let name, let target else { return nil }
            return Run.Exit(name: name.map { ExitName($0) }, next: target)
        }
        var with: [Assignments.Assignment] = []
        var into: [Run.Result] = []
        var flow = value
        if value.entries != nil {
            guard let table = VerbTable.run.checkedMap, let map = MappingReader(value, table, at: step.range(of: "run"), &findings) else {
                return nil
            }
            with = map.value("with").map { assignments($0) } ?? []
            into = results(map)
            guard let node = map.value("flow") else { return nil }
            flow = node
        }
        guard let name = name(flow, "the name of a flow") else { return nil }
        return Run(flow: name.map { FlowName($0) }, with: with, into: into, next: next, exits: exits)
    }

    private mutating func results(_ map: MappingReader) -> [Run.Result] {
        (map.dictionary("into", &findings) ?? []).compactMap { entry in
            let variable = self.variable(entry.key)
            let source = self.variable(entry.value)
            guard let variable, let source else { return nil }
            return Run.Result(variable: variable, source: source)
        }
    }

    mutating func hangup(_ value: SourceNode) -> Hangup? {
        if value.isNothing {
            findings.markRead(value)
            return Hangup(reason: nil, status: nil)
        }
        guard value.entries != nil else { return findings.text(value).map { Hangup(reason: $0, status: nil) } }
        guard let table = VerbTable.hangup.checkedMap, let map = MappingReader(value, table, &findings) else { return nil }
        return Hangup(reason: map.text("reason", &findings), status: map.integer("status", &findings))
    }

    /// The main argument of a verb: the value itself, or what stands in its map behind the key of that meaning.
    mutating func main(_ value: SourceNode, _ verb: VerbTable, _ key: String) -> SourceNode? {
        guard value.entries != nil, let table = verb.checkedMap else { return value }
        return MappingReader(value, table, &findings)?.value(key)
    }
}
