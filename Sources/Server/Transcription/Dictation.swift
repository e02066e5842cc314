import Audio
import AudioFiles
import CallEngine
import Dispatch
import IVR

/// Collects what callers say freely and has it written down, while the call goes on.
///
/// ```
/// ring -> sound of one utterance -> transcription service -> text -> call
/// ```
/// It is to a dictated answer what a recognition thread is to others. Nobody waits for it but the caller whose answer it is.
actor Dictation {
    /// What is to be written down of a call.
    struct Order: Sendable {
        /// Where the caller's frames come from.
        var ring: SpeechRing
        /// In which language the call is.
        var language: LanguageTag
        /// The commands of the flow; nil when it has none.
        var commands: QuestionGrammar?
        /// Takes what became of it, with the number of the utterance.
        var report: @Sendable (SpeechReport, Int) -> Void
    }

    struct Listener {
        var order: Order
        var samples: [Int16] = []
        var isOpen = false
        var task: Task<Void, Never>?
    }

    /// How often the rings of those who speak are emptied [ms]; they hold 2.5 s.
    private static let pause = 500
    /// More of an utterance is not kept [samples]: the flow language lets nobody speak for longer than 10 min.
    static let longest = 8000 * 600

    private let executor = QueueExecutor(.transcription)
    private let transcripts: TranscriptionService
    private var listeners: [ListenerID: Listener] = [:]
    private var timer: (any DispatchSourceTimer)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Has it written down by a service.
    init(_ transcripts: TranscriptionService) {
        self.transcripts = transcripts
    }

    /// A call begins to listen.
    nonisolated func listen(_ id: ListenerID, _ order: Order) {
        post {
            $0.forget(id)
            $0.listeners[id] = Listener(order: order)
        }
    }

    /// An utterance begins or ends.
    nonisolated func wake(_ id: ListenerID) {
        post {
            $0.collect(id)
            $0.runTimer()
        }
    }

    /// A call does not listen any more: what is not written down yet is wanted by nobody.
    nonisolated func stop(_ id: ListenerID) {
        post {
            $0.forget(id)
            $0.runTimer()
        }
    }

    /// Returns when all is done that it was told before.
    func settle() {}

    private nonisolated func post(_ job: @escaping @Sendable (isolated Dictation) -> Void) {
        executor.queue.async { self.assumeIsolated { job($0) } }
    }

    private func forget(_ id: ListenerID) {
        listeners.removeValue(forKey: id)?.task?.cancel()
    }

    /// Takes what is in a caller's ring.
    private func collect(_ id: ListenerID) {
        guard let order = listeners[id]?.order else { return }
        var frame = AudioFrame.silence
        while let item = order.ring.next(into: &frame) {
            switch item {
            case .frame: listeners[id]?.add(frame)
            case .began:
                listeners[id]?.task?.cancel()
                listeners[id]?.open()
            case .ended(let utterance, _): finish(id, order, utterance)
            case .dropped: listeners[id]?.drop()
            }
        }
    }

    private func finish(_ id: ListenerID, _ order: Order, _ utterance: Int) {
        guard let listener = listeners[id], listener.isOpen else { return }
        listeners[id]?.drop()
        let (transcripts, sound) = (transcripts, SoundClip(samples: listener.samples, rate: 8000))
        listeners[id]?.task = Task {
            let report: SpeechReport
            do throws(ModelServiceFailure) {
                let text = try await transcripts.transcribe(sound, in: order.language).text
                report = .answer(PreparedQuestion.dictated(text, commands: order.commands))
            } catch {
                report = .unavailable("\(error)")
            }
            if !Task.isCancelled { order.report(report, utterance) }
        }
    }

    /// Whoever speaks is looked after by the clock: frames wake nobody.
    private func runTimer() {
        guard listeners.values.contains(where: \.isOpen) else {
            timer.take()?.cancel()
            return
        }
        guard timer == nil else { return }
        timer = executor.every(.milliseconds(Self.pause), leeway: .nanoseconds(0)) { [weak self] in
            self?.assumeIsolated { dictation in
                for id in dictation.listeners.keys { dictation.collect(id) }
            }
        }
    }
}

extension Dictation.Listener {
    fileprivate mutating func add(_ frame: borrowing AudioFrame) {
        guard isOpen, samples.count < Dictation.longest else { return }
        for index in 0..<AudioFrame.sampleCount { samples.append(frame[index]) }
    }

    fileprivate mutating func open() {
        samples.removeAll(keepingCapacity: true)
        isOpen = true
    }

    fileprivate mutating func drop() {
        samples = []
        isOpen = false
    }
}
