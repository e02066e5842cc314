import Audio
import CallEngine
import Diagnostics
import IVR

extension CallScriptReader {
    /// Reads what the world outside answers.
    mutating func readWorld(_ reader: MappingReader, into world: inout OutsideWorld) {
        for node in reader.list("fetch", &findings) ?? [] {
            if let answer = fetchAnswer(node) { world.fetches.append(answer) }
        }
        for entry in reader.dictionary("queues", &findings) ?? [] {
            if let answer = queueAnswer(entry.value) { world.queues[QueueName(entry.name)] = answer }
        }
        for node in reader.list("transfers", &findings) ?? [] {
            if let answer = transferAnswer(node) { world.transfers.append(answer) }
        }
        for node in reader.list("notify", &findings) ?? [] {
            if let answer = notifyAnswer(node) { world.notifications.append(answer) }
        }
        if reader.choice("recordings", &findings)?.value == "failed" { world.recordings = .failed("disk full") }
    }

    private mutating func fetchAnswer(_ node: SourceNode) -> OutsideWorld.FetchAnswer? {
        guard let reader = MappingReader(node, CallScript.fetchTable, &findings) else { return nil }
        var answer = OutsideWorld.FetchAnswer(url: reader.text("url", &findings)?.value, result: nil)
        if let after = time(reader, "after") { answer.after = after }
        let status = reader.integer("status", &findings)?.value ?? 200
        let body = reader.value("json").map { value(of: $0) } ?? .null
        if reader.boolean("silent", &findings)?.value == true { return answer }
        answer.result = reader.text("fails", &findings).map { .failed($0.value) } ?? .answered(status: status, body: body)
        return answer
    }

    private mutating func queueAnswer(_ node: SourceNode) -> OutsideWorld.DialAnswer? {
        guard let reader = MappingReader(node, CallScript.queueTable, &findings) else { return nil }
        var answer = dialAnswer(reader)
        answer.tells = (reader.list("tells", &findings) ?? []).compactMap { position($0) }
        answer.withdraws = time(reader, "withdraws")
        answer.skipsWhisper = time(reader, "skips-whisper")
        answer.callsBack = reader.boolean("calls-back", &findings)?.value ?? true
        return answer
    }

    private mutating func position(_ node: SourceNode) -> QueuePosition? {
        guard let reader = MappingReader(node, CallScript.positionTable, &findings) else { return nil }
        let latest = reader.duration("wait", &findings)?.value.duration
        let soonest = reader.duration("soonest", &findings)?.value.duration ?? .zero
        let reason = reader.choice("because", &findings).flatMap { QueuePosition.Worsening(rawValue: $0.value) }
        guard let place = reader.integer("position", &findings)?.value else { return nil }
        return QueuePosition(place: place, wait: latest.map { min(soonest, $0)...$0 }, worsening: reason)
    }

    private mutating func transferAnswer(_ node: SourceNode) -> OutsideWorld.DialAnswer? {
        MappingReader(node, CallScript.dialTable, &findings).map { dialAnswer($0) }
    }

    private mutating func dialAnswer(_ reader: MappingReader) -> OutsideWorld.DialAnswer {
        var answer = OutsideWorld.DialAnswer(target: reader.text("to", &findings)?.value)
        if let talks = time(reader, "talks") { answer.talks = talks }
        if let answers = time(reader, "answers") { answer.after = answers }
        if let fails = reader.choice("fails", &findings) {
            answer.failure = DialFailure(word: fails.value)
            answer.after = .seconds(1)
        }
        if let after = time(reader, "after") { answer.after = after }
        if reader.boolean("silent", &findings)?.value == true { answer.after = nil }
        return answer
    }

    private mutating func notifyAnswer(_ node: SourceNode) -> OutsideWorld.NotifyAnswer? {
        guard let reader = MappingReader(node, CallScript.notifyTable, &findings) else { return nil }
        var answer = OutsideWorld.NotifyAnswer(target: reader.text("target", &findings)?.value)
        if let fails = reader.text("fails", &findings) { answer.result = .failed(fails.value) }
        if let after = time(reader, "after") { answer.after = after }
        return answer
    }

    /// YAML as the JSON it stands for: what is quoted is a text, what is plain is a number, a boolean, null or else a text.
    private mutating func value(of node: SourceNode) -> FlowValue {
        switch node.kind {
        case .sequence(let elements): return .list(elements.map { value(of: $0) })
        case .mapping(let entries):
            var map: [String: FlowValue] = [:]
            for entry in entries {
                findings.markRead(entry.key)
                map[entry.name] = value(of: entry.value)
            }
            return .map(map)
        case .scalar(let text, let style):
            findings.markRead(node)
            guard style == .plain else { return .text(text) }
            return node.isNothing ? .null : FlowValue(json: text) ?? .text(text)
        }
    }
}

extension DialFailure {
    /// The failure that a script's word means.
    fileprivate init(word: String) {
        switch word {
        case "busy": self = .busy
        case "no-answer": self = .noAnswer
        case "full": self = .full
        case "closed": self = .closed
        case "declined": self = .declined
        default: self = .unreachable("the script says so")
        }
    }
}
