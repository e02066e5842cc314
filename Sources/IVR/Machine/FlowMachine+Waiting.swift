/// What is said while a caller waits in a queue, and to the agent who takes the call.
extension FlowMachine {
    /// The announcement that is due now.
    ///
    /// - Parameters:
    ///   - position: what the queue says; nil when it has not been asked, or does not know.
    ///   - waited: how long the caller has waited.
    ///   - last: what he was told before: a worse number is never said without the reason.
    public func announcement(
        _ position: QueuePosition?, waited: Duration, after last: QueueFacts
    ) throws(FlowFault) -> QueueAnnouncement {
        guard let enqueue = queuing, let announcement = enqueue.announcement else { return QueueAnnouncement(prompt: RenderedPrompt()) }
        let tells = enqueue.tells
        var facts = QueueFacts(waited: waited.nearestMinutes)
        if let place = position?.place, place <= announcement.mostPosition ?? .max { facts.position = place }
        if let wait = position?.wait?.upperBound, wait <= announcement.mostWait ?? .seconds(Int64.max) { facts.wait = wait.minutes }
        guard tells.position || tells.wait else { return QueueAnnouncement(prompt: try spoken(announcement.prompt, facts)) }
        guard !tells.position || facts.position != nil, !tells.wait || facts.wait != nil else {
            return QueueAnnouncement(prompt: try spoken(announcement.otherwise, QueueFacts(waited: facts.waited)))
        }
        // Nobody loses places but to others who go first.
        let isFurtherBack = tells.position && facts.position ?? 0 > last.position ?? .max
        let reason = position?.worsening ?? (isFurtherBack ? .othersFirst : nil)
        let needsReason = reason != nil && (isFurtherBack || tells.wait)
        if reason == nil, let wait = facts.wait, let before = last.wait { facts.wait = min(wait, before) }
        var prompt = try spoken(announcement.prompt, facts)
        if needsReason, let reason { prompt.segments = try segments(for: reason, announcement, facts) + prompt.segments }
        return QueueAnnouncement(
            prompt: prompt, told: QueueFacts(position: tells.position ? facts.position : nil, wait: tells.wait ? facts.wait : nil))
    }

    /// What is said when the caller has chosen another queue; empty for nothing.
    public func words(forMoving key: Character, isMoved: Bool) throws(FlowFault) -> RenderedPrompt {
        guard let move = queuing?.moves.first(where: { $0.key.value == key }) else { return RenderedPrompt() }
        return try spoken(isMoved ? move.moved : move.refused, QueueFacts())
    }

    /// What the agent is told before both talk.
    public func whisper(waited: Duration) throws(FlowFault) -> RenderedPrompt {
        guard let whisper = queuing?.whisper else { return RenderedPrompt() }
        return try spoken(whisper.prompt, QueueFacts(waited: waited.nearestMinutes), in: whisper.language?.value)
    }

    /// The queue in which the caller waits.
    private var queuing: Enqueue? {
        if case .enqueue(let enqueue)? = activity?.kind { enqueue } else { nil }
    }

    private func segments(
        for reason: QueuePosition.Worsening, _ announcement: Enqueue.Announcement, _ facts: QueueFacts
    ) throws(FlowFault) -> [PromptSegment] {
        if let own = announcement.worse[reason] { return try spoken(own, QueueFacts(waited: facts.waited)).segments }
        guard let language = SpokenLanguage(language) else { return [] }
        return [PromptSegment(shown: "{\(reason.rawValue)}", clips: [language.clip(reason.clipName)])]
    }

    private func spoken(_ items: [PromptItem], _ facts: QueueFacts, in tag: LanguageTag? = nil) throws(FlowFault) -> RenderedPrompt {
        var context = context
        context.queue = facts
        if let tag { context.language = tag }
        do throws(PromptRenderer.Failure) {
            return try PromptRenderer(context: context).rendered(items)
        } catch {
            throw FlowFault(flow: frame.flow.name, step: frame.step, reason: error.reason)
        }
    }
}

extension QueuePosition.Worsening {
    /// The clip of a language's own words for it.
    var clipName: String { "queue/\(rawValue)" }
}

extension Duration {
    /// Whole minutes, one begun counts.
    fileprivate var minutes: Int {
        let (seconds, attoseconds) = components
        let whole = max(0, Int(clamping: seconds))
        return max(1, whole / 60 + (whole % 60 > 0 || attoseconds > 0 ? 1 : 0))
    }

    /// The nearest number of minutes, at least one: nobody wants to hear of none.
    fileprivate var nearestMinutes: Int {
        let whole = max(0, Int(clamping: components.seconds))
        return max(1, whole / 60 + (whole % 60 >= 30 ? 1 : 0))
    }
}
