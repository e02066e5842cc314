public import Diagnostics

/// One way out of a step.
public struct Edge: Hashable, Sendable {
    /// What makes the call go this way.
    public enum Cause: Hashable, Sendable {
        /// The caller pressed or said something.
        case input
        /// Something else took its time: an agent, the other side of a transfer, another flow, which is checked by itself.
        case outside
        /// Nothing that anybody has to do: it could happen again and again by itself.
        case automatic
    }

    /// Its name in transcripts: `next`, `"2"`, `no-input`.
    public let label: String
    /// Where it leads.
    public let target: Located<Target>
    /// What makes the call go this way.
    public let cause: Cause

    init(_ label: String, _ target: Located<Target>, _ cause: Cause = .automatic) {
        self.label = label
        self.target = target
        self.cause = cause
    }
}

extension Step {
    /// Every way out of it, in the order of documentation.
    public var edges: [Edge] {
        switch verb {
        case .play(let play): [Edge("next", play.next)]
        case .menu(let menu): menu.edges
        case .gather(let gather): gather.edges
        case .record(let record):
            [Edge("next", record.next, .input), Edge("too-short", record.tooShort), Edge("failed", record.failed)]
        case .recording(let change): [Edge("next", change.next)]
        case .set(let set): [Edge("next", set.next)]
        case .branch(let branch): branch.edges
        case .hours(let hours): [Edge("open", hours.open), Edge("closed", hours.closed), Edge("holiday", hours.holiday)]
        case .fetch(let fetch): [Edge("ok", fetch.ok), Edge("failed", fetch.failed), Edge("timeout", fetch.timedOut)]
        case .enqueue(let enqueue): enqueue.edges
        case .transfer(let transfer): transfer.edges
        case .language(let language): [Edge("next", language.next)]
        case .run(let run): run.edges
        case .notify(let notify): [Edge("next", notify.next), Edge("failed", notify.failed)]
        case .hangup: []
        }
    }
}

extension Menu {
    fileprivate var edges: [Edge] {
        options.map { Edge($0.label, $0.next, .input) } + question.edges
    }
}

extension MenuOption {
    /// Its name in transcripts: its keys, or the beginning of what can be said.
    public var label: String {
        if let keys { return "\"\(keys.value)\"" }
        let written = say.flatMap { $0.any.first ?? $0.byLanguage.min { $0.key < $1.key }?.value.first }
        let words = written?.value.text ?? ""
        return words.count > 40 ? "say \(words.prefix(37))..." : "say \(words)"
    }
}

extension Gather {
    fileprivate var edges: [Edge] {
        [Edge("next", next, .input)] + question.edges
    }
}

extension Branch {
    fileprivate var edges: [Edge] {
        cases.map { Edge($0.when.text, $0.next) } + [Edge("otherwise", otherwise)]
    }
}

extension Enqueue {
    fileprivate var edges: [Edge] {
        let keys = keys.map { Edge("\"\($0.key)\"", $0.next, .input) }
        let calledBack = callback.map { [Edge("called-back", $0.next, .input)] } ?? []
        return [Edge("next", next, .outside), Edge("timeout", timeout, .outside)] + keys + calledBack
            + [Edge("full", full), Edge("closed", closed), Edge("failed", failed)]
    }
}

extension Transfer {
    fileprivate var edges: [Edge] {
        [Edge("answered", answered, .outside), Edge("busy", busy), Edge("no-answer", noAnswer, .outside), Edge("failed", failed)]
    }
}

extension Run {
    fileprivate var edges: [Edge] {
        (next.map { [Edge("next", $0, .outside)] } ?? []) + exits.map { Edge($0.name.rawValue, $0.next, .outside) }
    }
}
