public import Audio
public import CallEngine
public import IVR

/// What the world outside answers to a simulated call: services, queues, transfers, notifications, the recorder.
public struct OutsideWorld: Sendable {
    /// A service's answer.
    public struct FetchAnswer: Hashable, Sendable {
        /// Which requests it answers: those whose address contains this; nil for all.
        public var url: String?
        /// What comes; nil when nothing ever comes.
        public var result: FetchResult?
        /// When it comes.
        public var after: MediaTime

        /// An answer.
        public init(url: String? = nil, result: FetchResult?, after: MediaTime = .milliseconds(200)) {
            self.url = url
            self.result = result
            self.after = after
        }
    }

    /// What becomes of somebody being dialled.
    public struct DialAnswer: Hashable, Sendable {
        /// Whom it is about: the target contains this; nil for everybody.
        public var target: String?
        /// Why nobody answers; nil when somebody does.
        public var failure: DialFailure?
        /// When that is; nil for never.
        public var after: MediaTime?
        /// How long both speak until the other side hangs up.
        public var talks: MediaTime
        /// What the queue says of the wait, time after time; the last one again and again. None when it does not know.
        public var tells: [QueuePosition] = []
        /// The first agent who answers is gone after this; the next one answers as late as she did.
        public var withdraws: MediaTime?
        /// The agent ends the whisper by a key after this.
        public var skipsWhisper: MediaTime?
        /// Whether the queue calls back.
        public var callsBack = true

        /// An answer.
        public init(
            target: String? = nil, failure: DialFailure? = nil, after: MediaTime? = .seconds(3), talks: MediaTime = .seconds(10)
        ) {
            self.target = target
            self.failure = failure
            self.after = after
            self.talks = talks
        }
    }

    /// What becomes of a notification.
    public struct NotifyAnswer: Hashable, Sendable {
        /// Which target; nil for all.
        public var target: String?
        /// What comes.
        public var result: NotifyResult
        /// When it comes.
        public var after: MediaTime

        /// An answer.
        public init(target: String? = nil, result: NotifyResult = .accepted, after: MediaTime = .milliseconds(100)) {
            self.target = target
            self.result = result
            self.after = after
        }
    }

    /// Answers of services, in the order in which they are given.
    public var fetches: [FetchAnswer] = []
    /// What becomes of callers in queues.
    public var queues: [QueueName: DialAnswer] = [:]
    /// What becomes of transfers, in order.
    public var transfers: [DialAnswer] = []
    /// What becomes of notifications, in order.
    public var notifications: [NotifyAnswer] = []
    /// Whether recordings can be kept.
    public var recordings = RecordingResult.kept(name: "")
    /// Whether what is not said here is a mistake; else a default answers.
    public var isComplete = false

    /// A world that answers everything with the defaults.
    public init() {}

    /// The defaults, in words, for the output of a call that has no script.
    public static let defaultsInWords = """
        services answer 200 with {} after 200ms, queues and transfers answer after 3s and hang up after 10s, queues tell number 2 \
        and 3 minutes and call back, notifications are taken, recordings are kept
        """
}

extension OutsideWorld {
    /// What a service answers; nil when the script does not say.
    mutating func answer(to request: FetchRequest) -> FetchAnswer? {
        let url = request.url.reveal()
        if let answer = OutsideWorld.take(from: &fetches, where: { answer in answer.url.map { url.contains($0) } ?? true }) {
            return answer
        }
        return isComplete ? nil : FetchAnswer(result: .answered(status: 200, body: .map([:])))
    }

    /// What becomes of somebody being dialled; nil when the script does not say.
    mutating func answer(to request: DialRequest) -> DialAnswer? {
        switch request.destination {
        case .queue(let queue): answer(toQueue: queue.queue)
        case .target(let transfer): answer(toTransfer: transfer.target.reveal())
        }
    }

    /// What becomes of a caller in a queue; nil when the script does not say.
    func answer(toQueue queue: QueueName) -> DialAnswer? {
        if let answer = queues[queue] { return answer }
        guard !isComplete else { return nil }
        var answer = DialAnswer()
        answer.tells = [QueuePosition(place: 2, wait: .seconds(60) ... .seconds(180))]
        return answer
    }

    /// What a queue says of the wait now; nil when it says nothing.
    mutating func position(in queue: QueueName) -> QueuePosition? {
        let tells = answer(toQueue: queue)?.tells ?? []
        if tells.count > 1 { queues[queue]?.tells.removeFirst() }
        return tells.first
    }

    /// What becomes of a transfer; nil when the script does not say.
    mutating func answer(toTransfer target: String) -> DialAnswer? {
        if let answer = OutsideWorld.take(from: &transfers, where: { answer in answer.target.map { target.contains($0) } ?? true }) {
            return answer
        }
        return isComplete ? nil : DialAnswer()
    }

    /// What becomes of a notification; nil when the script does not say.
    mutating func answer(to request: NotifyRequest) -> NotifyAnswer? {
        let target = request.target
        if let answer = OutsideWorld.take(from: &notifications, where: { $0.target == nil || $0.target == target }) { return answer }
        return isComplete ? nil : NotifyAnswer()
    }

    /// The first answer that fits; it is used up unless no other one fits after it.
    private static func take<Answer>(from answers: inout [Answer], where fits: (Answer) -> Bool) -> Answer? {
        guard let first = answers.firstIndex(where: fits) else { return nil }
        let answer = answers[first]
        if answers[(first + 1)...].contains(where: fits) { answers.remove(at: first) }
        return answer
    }
}
