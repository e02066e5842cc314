import Diagnostics

/// Going on in another call: a caller who left a queue is called back.
extension FlowMachine {
    /// Where the call is, and what it has collected.
    public var place: FlowPlace {
        let frames = frames.map { frame in
            let values = frame.variables.names.compactMap { name in
                frame.variables[name].map { FlowPlace.Value(name: name, value: $0) }
            }
            return FlowPlace.Frame(flow: frame.flow.name, step: frame.step, values: values)
        }
        return FlowPlace(frames: frames, language: language)
    }

    /// Begins in the `enqueue` that the caller left, with everything collected there.
    ///
    /// Where the flow was changed meanwhile, so that the step is no such step any more, the caller is only connected, and the call ends after it.
    public mutating func resume(at place: FlowPlace, waitingIn queue: QueueName, into effects: inout [FlowEffect]) {
        guard !isOver, activity == nil, lastActivity == 0 else { return }
        language = place.language
        isAnswered = true
        frames = restored(place)
        var enqueue = Enqueue(only: queue, at: frame.flow)
        if case .enqueue(let known)? = frame.flow.steps[frame.step]?.verb { enqueue = known }
        pathWalked.append(frame.step)
        effects.append(.entered(frame.step))
        // The caller waits no more; what he could do while waiting is over.
        enqueue.announcement = nil
        enqueue.callback = nil
        enqueue.queue = Located(queue, at: enqueue.queue.range)
        proceed(into: &effects) { machine, effects throws(FlowFault.Reason) in
            try machine.begin(enqueue, into: &effects)
        }
    }

    /// The flows at work, as far as they are still there.
    private func restored(_ place: FlowPlace) -> [FlowFrame] {
        let outermost = frames[0].flow
        var restored: [FlowFrame] = []
        for saved in place.frames.prefix(Self.depthLimit) {
            guard let flow = restored.isEmpty && outermost.name == saved.flow ? outermost : flows[saved.flow] else { break }
            var frame = FlowFrame(flow: flow)
            if flow.steps[saved.step] != nil { frame.step = saved.step }
            for value in saved.values { _ = frame.variables.set(value.name, to: value.value) }
            restored.append(frame)
        }
        return restored.count == place.frames.count && !restored.isEmpty ? restored : [FlowFrame(flow: outermost)]
    }
}

extension Enqueue {
    /// A queue and nothing else, in place of a step that is not there any more.
    fileprivate init(only queue: QueueName, at flow: Flow) {
        let place = SourceRange(start: SourceLocation(path: flow.path, line: 1, column: 1), length: 1)
        let end = Located(Target.end, at: place)
        self.init(queue: Located(queue, at: place), next: end, timeout: end, full: end, closed: end, failed: end)
    }
}
