import CRealTime
import CallEngine
import Dispatch
import Recognition
import Synchronization

/// A recognition thread: a desk on a serial queue of low priority, so that media threads never wait for it.
///
/// After each slice the queue has its turn, so that who begins or stops to listen is heard of in between.
actor RecognitionNode {
    /// How often the rings of those who speak are looked at [ms].
    private static let pause = 40

    private nonisolated let executor = QueueExecutor(.recognition)
    private nonisolated let published = Mutex(RecognitionStatistics())
    private var desk: RecognitionDesk
    private var isWorking = false
    private var timer: (any DispatchSourceTimer)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A node without recognisers; when answers come later than `longestDelay` [ns], it listens to nobody new.
    init(engine: any SpeechEngine, longestDelay: Int64) {
        let clocks = RecognitionDesk.Clocks(processor: { rt_thread_cpu() }, now: { rt_now() })
        desk = RecognitionDesk(engine: engine, longestDelay: longestDelay, clocks: clocks)
    }

    /// Loads recognisers; what cannot be loaded is left out, and why is returned.
    func load(_ count: Int, of language: SpeechLanguage) -> String? {
        defer { publish() }
        do {
            try desk.load(count, of: language)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// What was done so far.
    nonisolated var statistics: RecognitionStatistics { published.withLock { $0 } }

    /// A call begins to listen for one of the questions.
    nonisolated func listen(
        _ id: ListenerID, for request: ListeningRequest, of questions: SpokenQuestions, in ring: SpeechRing,
        report: @escaping @Sendable (SpeechReport, Int) -> Void
    ) {
        post { node in
            switch questions.question(request) {
            case .failure(let obstacle): report(.unavailable(obstacle.description), 0)
            case .success(let question):
                // A question in no language has not been prepared.
                guard let language = SpeechLanguage(tag: request.speech.language.rawValue) else { return }
                node.desk.listen(id, ListeningOrder(question: question, language: language, ring: ring, report: report))
            }
        }
    }

    /// An utterance begins or ends.
    nonisolated func wake(_ id: ListenerID, isOver: Bool) {
        post { $0.desk.wake(id, isOver: isOver) }
    }

    /// A call does not listen any more.
    nonisolated func stop(_ id: ListenerID) {
        post { $0.desk.stop(id) }
    }

    /// A call is over.
    nonisolated func forget(_ id: ListenerID) {
        post { $0.desk.forget(id) }
    }

    /// Ends the node: nobody is heard any more.
    func close() {
        timer.take()?.cancel()
    }

    private nonisolated func post(_ job: @escaping @Sendable (isolated RecognitionNode) -> Void) {
        executor.queue.async {
            self.assumeIsolated { node in
                job(node)
                node.work()
            }
        }
    }

    /// Hears somebody for a slice, unless that is going on anyway.
    private func work() {
        if !isWorking { goOn() }
    }

    private func goOn() {
        isWorking = desk.turn()
        publish()
        if isWorking {
            executor.queue.async { self.assumeIsolated { $0.goOn() } }
        } else {
            runTimer()
        }
    }

    /// Whoever speaks is looked after by the clock: frames wake nobody.
    private func runTimer() {
        guard desk.isHearing else {
            timer.take()?.cancel()
            return
        }
        guard timer == nil else { return }
        let source = DispatchSource.makeTimerSource(queue: executor.queue)
        source.schedule(deadline: .now() + .milliseconds(Self.pause), repeating: .milliseconds(Self.pause), leeway: .milliseconds(5))
        source.setEventHandler { [weak self] in
            self?.assumeIsolated {
                $0.desk.wakeSpeakers()
                $0.work()
            }
        }
        source.activate()
        timer = source
    }

    private func publish() {
        let statistics = desk.statistics
        published.withLock { $0 = statistics }
    }
}
