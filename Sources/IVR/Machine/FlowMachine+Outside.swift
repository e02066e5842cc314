extension FlowMachine {
    mutating func begin(_ fetch: Fetch, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        var url = try text(of: fetch.url.value, encoding: .url)
        var body: Guarded<String>?
        if !fetch.send.isEmpty {
            let values = try namedValues(fetch.send)
            if fetch.method.hasBody {
                body = values.map { FlowValue.map(Dictionary($0.map { ($0.name, $0.value) }) { _, last in last }).json }
            } else {
                let query = values.map {
                    $0.map { "\($0.name.percentEncoded)=\($0.value.plainText.percentEncoded)" }.joined(separator: "&")
                }
                let separator = url.reveal().contains("?") ? "&" : "?"
                url = Guarded(url.reveal() + separator + query.reveal(), sealed: url.isSealed || query.isSealed)
            }
        }
        let filler = try rendered(fetch.filler)
        if !filler.isEmpty { answer(into: &effects) }
        let request = FetchRequest(
            method: fetch.method.rawValue, url: url, body: body, timeout: fetch.timeout, filler: filler,
            isSensitive: fetch.into.contains { variables.isSensitive($0.variable.value) })
        effects.append(.fetch(request, wait(for: .fetch(fetch))))
        return .waiting
    }

    /// A value with the name under which it travels.
    private struct Field: Hashable, Sendable {
        let name: String
        let value: FlowValue
    }

    private func namedValues(_ send: [NamedValue]) throws(FlowFault.Reason) -> Guarded<[Field]> {
        var fields: [Field] = []
        var isSealed = false
        for item in send {
            let value = try value(of: item.value.value)
            isSealed = isSealed || value.isSealed
            fields.append(Field(name: item.name.value, value: value.reveal()))
        }
        return Guarded(fields, sealed: isSealed)
    }

    mutating func fetched(
        _ outcome: FlowOutcome, _ fetch: Fetch, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        switch outcome {
        case .fetched(let status, let body) where (200...299).contains(status):
            guard let results = results(of: fetch, in: body) else { return .follow(label: "failed", fetch.failed.value) }
            for (name, value) in results { try assign(name, .open(value), into: &effects) }
            return .follow(label: "ok", fetch.ok.value)
        case .fetchTimedOut: return .follow(label: "timeout", fetch.timedOut.value)
        default: return .follow(label: "failed", fetch.failed.value)
        }
    }

    /// The parts of an answer that are kept; nil when one is missing or its variable cannot hold it, and then none is kept.
    private func results(of fetch: Fetch, in body: FlowValue) -> [(VariableName, FlowValue)]? {
        var results: [(VariableName, FlowValue)] = []
        for result in fetch.into {
            let type = variables.type(of: result.variable.value)
            guard let value = body.part(at: result.path.value), let accepted = type?.accepting(value) else { return nil }
            results.append((result.variable.value, accepted))
        }
        return results
    }

    mutating func begin(_ enqueue: Enqueue, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        let tells = enqueue.tells
        let announcing = enqueue.announcement.map {
            EnqueueRequest.Announcing(first: $0.first, every: $0.every, asksQueue: tells.position || tells.wait)
        }
        var request = EnqueueRequest(
            queue: enqueue.queue.value, priority: enqueue.priority, skills: enqueue.skills.map(\.value), context: callContext)
        request.music = music(enqueue.music.map(\.value))
        request.keys = enqueue.keys.map(\.key)
        request.moves = Dictionary(enqueue.moves.map { ($0.key.value, $0.queue.value) }) { first, _ in first }
        request.announcing = announcing
        request.callback = try enqueue.callback.flatMap(offer)
        request.whispers = enqueue.whisper != nil
        request.timeout = enqueue.timeoutAfter
        if request.callback != nil { request.place = place }
        answer(into: &effects)
        effects.append(.enqueue(request, wait(for: .enqueue(enqueue))))
        return .waiting
    }

    /// The offer to call back; none to who has no number.
    private func offer(_ callback: Enqueue.Callback) throws(FlowFault.Reason) -> EnqueueRequest.CallbackOffer? {
        var written = Guarded.open(facts.callerNumber)
        if let number = callback.number { written = try value(of: number.value).map(\.plainText) }
        guard let number = CallbackNumber.checked(written.reveal()) else { return nil }
        return EnqueueRequest.CallbackOffer(
            key: callback.key.value, number: Guarded(number, sealed: written.isSealed), offer: try rendered(callback.offer),
            after: callback.after, every: callback.every, refused: try rendered(callback.refused))
    }

    private func music(_ names: [PromptName]) -> RenderedPrompt? {
        names.isEmpty ? nil : RenderedPrompt(segments: names.map { renderer.segment($0) })
    }

    mutating func begin(_ transfer: Transfer, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        let request = TransferRequest(
            target: try text(of: transfer.to.value), mode: transfer.mode, ring: transfer.ring,
            music: music(transfer.music.map { [$0.value] } ?? []), context: callContext)
        answer(into: &effects)
        effects.append(.transfer(request, wait(for: .transfer(transfer))))
        return .waiting
    }

    mutating func begin(_ notify: Notify, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        let body: Guarded<String>
        if let template = notify.text {
            body = try text(of: template.value).map { FlowValue.text($0).json }
        } else {
            let values = try namedValues(notify.data)
            body = values.map { FlowValue.map(Dictionary($0.map { ($0.name, $0.value) }) { _, last in last }).json }
        }
        effects.append(.notify(NotifyRequest(target: notify.target.value, body: body), wait(for: .notify(notify))))
        return .waiting
    }
}

extension FlowValue {
    /// What a way through JSON leads to; nil when it leads nowhere.
    func part(at path: JSONPath) -> FlowValue? {
        var value = self
        for part in path.parts {
            switch (part, value) {
            case (.field(let name), .map(let fields)):
                guard let field = fields[name] else { return nil }
                value = field
            case (.element(let place), .list(let elements)):
                guard elements.indices.contains(place) else { return nil }
                value = elements[place]
            default:
                return nil
            }
        }
        return value
    }
}
