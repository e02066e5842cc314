public import Audio
public import IVR
public import RTP

/// What comes to a call from outside, apart from datagrams and ticks. Results carry the activity they belong to; stale ones are ignored.
public enum CallInput: Sendable {
    /// The call came in: walk the flow to its first step that needs time.
    case started
    /// The ACK of our 200 arrived.
    case acknowledged
    /// He who is called back may be heard before he answers: 18x had a description, for the first time or another one.
    case callerEarly(LegMedia)
    /// He who is called back has answered.
    case callerAnswered(LegMedia)
    /// He who is called back did not answer.
    case callerNotReached(DialFailure)
    /// The media of a leg was agreed: by a late offer's answer, or anew by a re-INVITE.
    case media(LegMedia, LegIndex)
    /// A key by SIP INFO.
    case key(DTMFDigit)
    /// The caller hung up (BYE), or gave up before the answer (CANCEL).
    case remoteHungUp
    /// The caller's dialog is broken: no ACK, no session refresh, an error.
    case signallingFailed(String)
    /// What became of a fetch.
    case fetched(FetchResult, ActivityID)
    /// What became of a notification.
    case notified(NotifyResult, ActivityID)
    /// How the second leg is getting on.
    case dial(DialProgress, ActivityID)
    /// How the third leg is getting on.
    case guest(GuestProgress, GuestID)
    /// What the queue says in which the caller waits.
    case queue(QueueNews, ActivityID)
    /// How the blind transfer is getting on.
    case refer(ReferProgress, ActivityID)
    /// What became of a recording.
    case recording(RecordingResult, ActivityID)
    /// What the recogniser has to say; the utterance is the one that ``CallOutput/utterance(_:_:_:)`` named, 0 for the whole activity.
    case speech(SpeechReport, utterance: Int, ActivityID)
    /// The server is being stopped now; draining needs no word to the calls.
    case shutdown
}

/// What became of a fetch.
public enum FetchResult: Hashable, Sendable {
    /// The service answered; the body is what its JSON says, null when it was empty.
    case answered(status: Int, body: FlowValue)
    /// It could not be reached or answered with something else than JSON.
    case failed(String)
}

/// What became of a notification.
public enum NotifyResult: Hashable, Sendable {
    /// It was taken.
    case accepted
    /// It was not.
    case failed(String)
}

/// How the second leg is getting on.
public enum DialProgress: Hashable, Sendable {
    /// 180 or 183.
    case ringing
    /// 18x with a description, the first or another one: what the leg sends is heard before it answers. Nil when it is not there any more
    /// and the caller waits on.
    case early(LegMedia?)
    /// 200: the leg has media and is joined with the caller's in the next tick.
    case answered(LegMedia)
    /// The leg comes from another call, which has let go of it: it is joined with the caller's in the next tick, and our stream to it goes
    /// on where it was.
    case moved(LegMedia, StreamTrail)
    /// It came to nothing.
    case failed(DialFailure)
    /// The leg was answered, and its party has hung up.
    case hungUp
    /// The leg was answered and is gone before both could talk: the caller waits on.
    case withdrawn
    /// The party that talked has left the caller to somebody who is not there yet, or to a queue: he waits again.
    case sentBack
}

/// How a blind transfer is getting on (RFC 3515).
public enum ReferProgress: Hashable, Sendable {
    /// 202, or a NOTIFY with a 1xx: the caller's telephone is dialling.
    case trying
    /// A NOTIFY with a 2xx: the caller speaks with the target.
    case succeeded
    /// A NOTIFY with a final failure, or the REFER itself was refused.
    case failed(DialFailure)
}

/// What became of a recording.
public enum RecordingResult: Hashable, Sendable {
    /// It is kept under this name.
    case kept(name: String)
    /// It could not be written.
    case failed(String)
}
