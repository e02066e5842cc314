import Audio
import IVR

/// Somebody is called back: the agent is there first and is told what it is about, then he is dialled, and both talk when he answers. From
/// then on the call is like any other: the flow in which he waited goes on when the agent is done.
///
///     awaiting an agent -> her leg is joined: briefing -> the caller is dialled, she hears it ring -> he answers: talking
extension Call {
    /// Whether the caller is still to be reached.
    var isCallingBack: Bool { callsBack && phase == .offered }

    /// The flow is in the queue again from which the caller is called back; the agent whose turn it is comes as after any wait.
    mutating func awaitAgent(_ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        let request = DialRequest(destination: .queue(queue), law: caller.law)
        activity = .dialling(request)
        emit(.enqueued(queue.queue), at: now, into: &outputs)
        var wait = Waiting(queue, at: now - MediaTime(setup.waited ?? .zero))
        (wait.nextAnnouncement, wait.nextOffer) = (nil, nil)
        waiting = wait
        outputs.append(.awaitAgent(request, activityID))
    }

    /// The agent knows enough: the caller is dialled, and she hears that it rings, or what his exchange says.
    mutating func dialCaller(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !callerIsDialled, !partner.isEmpty else { return }
        callerIsDialled = true
        emit(.callingBack(setup.facts.callerNumber), at: now, into: &outputs)
        outputs.append(.dialCaller)
        whisper.start([setup.prompts.ringing], law: partner[0].law, loops: true)
    }

    /// The caller has answered.
    mutating func callerAnswered(_ media: LegMedia, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard isCallingBack, case .briefing(let request) = activity else { return }
        caller = answeredLeg(.caller, media, at: now)
        phase = .open
        emit(.answered, at: now, into: &outputs)
        join(request, at: now, into: &outputs)
    }

    /// The caller cannot be reached.
    mutating func callerNotReached(_ why: DialFailure, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard isCallingBack else { return }
        emit(.dialFailed(why), at: now, into: &outputs)
        ending = CallEnding(party: .caller, reason: .notReached, detail: why.description)
        end(at: now, into: &outputs)
    }

    /// The agent is gone before the caller was reached: there is nobody who could talk to him.
    mutating func giveUpCallingBack(at now: MediaTime, into outputs: inout [CallOutput]) {
        ending = CallEnding(party: .server, reason: .cancelled, detail: "the agent is gone")
        end(at: now, into: &outputs)
    }
}
