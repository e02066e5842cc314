import Diagnostics

/// The verbs that reach beyond the call.
extension FlowReader {
    mutating func fetch(_ value: SourceNode, _ step: MappingReader) -> Fetch? {
        let ok = outcome("ok", step)
        let failed = outcome("failed", step)
        let timedOut = outcome("timeout", step)
        var fetch: Fetch?
        if value.entries == nil {
            guard let url = url(value), let ok, let failed, let timedOut else { return nil }
            return Fetch(
                url: url, method: .get, send: [], into: [], timeout: .seconds(5), filler: [], ok: ok, failed: failed, timedOut: timedOut)
        }
        guard let table = VerbTable.fetch.checkedMap, let map = MappingReader(value, table, at: step.range(of: "fetch"), &findings) else {
            return nil
        }
        let url = map.value("url").flatMap { self.url($0) }
        let send = values("send", map)
        let method = map.choice("method", &findings).flatMap { Fetch.Method(rawValue: $0.value) } ?? (map.has("send") ? .post : .get)
        let into = map.value("into").map { fetchResults($0) } ?? []
        let timeout = map.duration("timeout", &findings)?.value ?? .seconds(5)
        let filler = prompt("filler", map)
        if let url, let ok, let failed, let timedOut {
            fetch = Fetch(
                url: url, method: method, send: send, into: into, timeout: timeout.duration, filler: filler, ok: ok, failed: failed,
                timedOut: timedOut)
        }
        return fetch
    }

    private mutating func url(_ node: SourceNode) -> Located<Template>? {
        guard let template = template(node) else { return nil }
        guard case .literal(let beginning)? = template.parts.first, beginning.hasPrefix("http://") || beginning.hasPrefix("https://") else {
            findings.expected("an address that begins with http:// or https://", node)
            return nil
        }
        guard !template.parts.dropLast().contains(where: { Self.endsWithDollar($0) }) else {
            let hint = "a value stands in braces alone: {phone}"
            findings.add(Diagnostic(at: node.range, "the `$` before a brace would be part of the address", hint: hint, rule: "wrong-type"))
            return nil
        }
        return template
    }

    private static func endsWithDollar(_ part: Template.Part) -> Bool {
        if case .literal(let text) = part { text.hasSuffix("$") } else { false }
    }

    private mutating func fetchResults(_ node: SourceNode) -> [Fetch.Result] {
        if node.text != nil {
            return variable(node).map { [Fetch.Result(variable: $0, path: Located(JSONPath(parts: []), at: $0.range))] } ?? []
        }
        return (findings.dictionary(node) ?? []).compactMap { entry in
            let variable = self.variable(entry.key)
            let text = findings.text(entry.value, "a way through JSON such as driver.name")
            let path = text.flatMap { JSONPath($0.value) }
            if text != nil, path == nil { findings.expected("a way through JSON such as driver.name", entry.value) }
            guard let variable, let path else { return nil }
            return Fetch.Result(variable: variable, path: Located(path, at: entry.value.range))
        }
    }

    mutating func transfer(_ value: SourceNode, _ step: MappingReader) -> Transfer? {
        let answered = outcome("answered", step)
        let busy = outcome("busy", step)
        let noAnswer = outcome("no-answer", step)
        let failed = outcome("failed", step)
        var to: Located<Template>?
        var mode = Transfer.Mode.attended
        var ring = Milliseconds.seconds(30)
        var music: Located<PromptName>?
        if value.entries == nil {
            to = template(value)
        } else if let table = VerbTable.transfer.checkedMap,
            let map = MappingReader(value, table, at: step.range(of: "transfer"), &findings)
        {
            to = map.value("to").flatMap { template($0) }
            mode = map.choice("mode", &findings).flatMap { Transfer.Mode(rawValue: $0.value) } ?? mode
            ring = map.duration("ring", &findings)?.value ?? ring
            music = name("music", map)?.map { PromptName($0) }
        }
        guard let to, let answered, let busy, let noAnswer, let failed else { return nil }
        return Transfer(
            to: to, mode: mode, ring: ring.duration, music: music, answered: answered, busy: busy, noAnswer: noAnswer, failed: failed)
    }

    mutating func notify(_ value: SourceNode, _ step: MappingReader) -> Notify? {
        let next = outcome("next", step)
        let failed = outcome("failed", step)
        guard let table = VerbTable.notify.checkedMap, let map = MappingReader(value, table, at: step.range(of: "notify"), &findings) else {
            return nil
        }
        let target = name("target", map)
        let text = map.value("text").flatMap { template($0) }
        let data = values("data", map)
        if map.has("text") == map.has("data") {
            findings.add(Diagnostic(at: step.range(of: "notify"), "`notify` needs either `text` or `data`", rule: "missing-key"))
        }
        guard let target, let next, let failed else { return nil }
        return Notify(target: target, text: text, data: data, next: next, failed: failed)
    }
}
