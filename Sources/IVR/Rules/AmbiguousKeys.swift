import Diagnostics

/// What a caller presses means one thing.
enum AmbiguousKeys: FlowRule {
    static let page = RulePage(
        "ambiguous-keys", "What a caller presses means one thing",
        """
        Where one option is the beginning of another, the caller would have to wait to be understood; a `terminator` makes it
        clear. An option may take over one of the flow's own keys, but not begin with one.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for case .menu(let menu) in check.draft.steps.lazy.map(\.verb) {
            let keys = menu.options.compactMap(\.keys)
            checkOptions(keys, menu.terminator, into: &findings)
            checkGlobalKeys(keys, check.draft.commands, into: &findings)
        }
        for case .enqueue(let enqueue) in check.draft.steps.lazy.map(\.verb) {
            guard let key = enqueue.callback?.key, enqueue.waitingKeys.contains(key.value) else { continue }
            findings.append(Diagnostic(at: key.range, "\"\(key.value)\" is already one of the `keys`", rule: "ambiguous-keys"))
        }
    }

    private static func checkOptions(_ keys: [Located<String>], _ terminator: Character?, into findings: inout [Diagnostic]) {
        for (number, key) in keys.enumerated() {
            if let terminator, key.value.contains(terminator) {
                let message = "the keys \"\(key.value)\" contain the terminator \"\(terminator)\""
                findings.append(Diagnostic(at: key.range, message, rule: "ambiguous-keys"))
            }
            if let same = keys[..<number].first(where: { $0.value == key.value }) {
                let message = "\"\(key.value)\" is already an option on line \(same.range.start.line)"
                findings.append(Diagnostic(at: key.range, message, rule: "ambiguous-keys"))
                continue
            }
            guard terminator == nil, let longer = keys.first(where: { $0.value != key.value && $0.value.hasPrefix(key.value) }) else {
                continue
            }
            let message = "\"\(key.value)\" is also the beginning of \"\(longer.value)\" on line \(longer.range.start.line)"
            let hint = "after it the caller would have to wait; choose other keys, or end options with `terminator: \"#\"`"
            findings.append(Diagnostic(at: key.range, message, hint: hint, rule: "ambiguous-keys"))
        }
    }

    /// An option that is a global key takes its place; one that only begins with it would never be reached.
    private static func checkGlobalKeys(_ keys: [Located<String>], _ global: [FlowCommand], into findings: inout [Diagnostic]) {
        for key in keys where key.value.count > 1 {
            guard let command = global.first(where: { $0.key == key.value.first }),
                !keys.contains(where: { $0.value == command.name.rawValue })
            else {
                continue
            }
            let message =
                "\"\(key.value)\" begins with \"\(command.name)\", which is one of the flow's own keys (line \(command.range.start.line))"
            findings.append(Diagnostic(at: key.range, message, rule: "ambiguous-keys"))
        }
    }
}

extension Enqueue {
    /// The keys that do something while the caller waits, apart from that of the callback.
    fileprivate var waitingKeys: Set<Character> { Set(keys.map(\.key) + moves.map(\.key.value)) }
}
