extension FlowEffect {
    /// Whether what is said and pressed until the next effect that takes time is nobody's business but the caller's: the answer to a
    /// sensitive question, and every prompt that says a sensitive value, with what is answered to it.
    public var isSensitive: Bool {
        switch self {
        case .play(let request, _): request.prompt.isSensitive
        case .gather(let request, _):
            request.isSensitive || request.prompt.isSensitive || request.keypadPrompt?.isSensitive == true
        case .record(let request, _): request.isSensitive || request.prompt.isSensitive
        case .fetch(let request, _): request.filler.isSensitive
        // What is said while waiting is looked at when it is said.
        case .entered, .followed, .assigned, .languageChanged, .recording, .fault, .answer, .hours, .enqueue, .transfer, .notify, .refuse,
            .hangUp:
            false
        }
    }
}

extension RenderedPrompt {
    /// Whether it says a sensitive value.
    public var isSensitive: Bool { segments.contains { $0.isSensitive } }
}
