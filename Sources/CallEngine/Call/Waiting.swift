import Audio
import IVR

/// A caller's wait in a queue: what is said to him, and when.
struct Waiting: Sendable {
    /// What is being said.
    enum Saying: Hashable {
        case announcement, offer, answer
    }

    /// What the queue has been asked and not answered yet.
    enum Question: Hashable {
        case position
        case callback
        /// Another queue, by this key.
        case move(Character)
    }

    /// Between two things that are said there is at least so much music.
    static let pause = MediaTime.seconds(5)
    /// The very same words are not said again so soon.
    static let repetition = MediaTime.seconds(20)
    /// A queue that does not answer within this does not know.
    static let patience = MediaTime.seconds(1)

    let since: MediaTime
    /// When the caller has waited long enough.
    let deadline: MediaTime?
    var nextAnnouncement: MediaTime?
    var nextOffer: MediaTime?
    var saying: Saying?
    var question: Question?
    /// When the answer to that is not waited for any longer.
    var answerDue: MediaTime?
    /// What the caller was told last.
    var told = QueueFacts()

    init(_ request: EnqueueRequest, at now: MediaTime) {
        since = now
        deadline = request.timeout.map { now + MediaTime($0) }
        nextAnnouncement = request.announcing.map { now + MediaTime($0.first) }
        if let callback = request.callback, !callback.offer.isEmpty { nextOffer = now + MediaTime(callback.after) }
    }

    /// When there is something to do.
    var nextMoment: MediaTime? {
        let moments = answerDue.map { [$0] } ?? [nextAnnouncement, nextOffer].compactMap { $0 }
        return moments.min()
    }

    /// Nothing is said any more; plans what comes next.
    mutating func fellSilent(_ request: EnqueueRequest, at now: MediaTime) {
        let quiet = now + Self.pause
        switch saying {
        case .announcement: nextAnnouncement = request.announcing.map { max(quiet, now + MediaTime($0.every)) }
        case .offer: nextOffer = request.callback?.every.map { max(quiet, now + MediaTime($0)) }
        case .answer, nil: break
        }
        saying = nil
        nextAnnouncement = nextAnnouncement.map { max($0, quiet) }
        nextOffer = nextOffer.map { max($0, quiet) }
    }

    mutating func ask(_ question: Question, at now: MediaTime) {
        self.question = question
        answerDue = now + Self.patience
    }

    /// Forgets what was asked; whether it was this.
    mutating func take(answerTo question: Question) -> Bool {
        guard self.question == question else { return false }
        self.question = nil
        answerDue = nil
        return true
    }
}
