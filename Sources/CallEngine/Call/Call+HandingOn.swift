import Audio
import IVR

/// What an agent's telephone does with the caller besides talking.
extension Call {
    /// Somebody else talks to the caller from the next frame on.
    mutating func handOn(to media: LegMedia, _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        if guestMode != .talks || guest.isEmpty { dismissGuest(at: now, into: &outputs) }
        closePartner()
        callsBack = false
        openPartner(media, at: now)
        join(request, at: now, into: &outputs, as: .handedOn)
    }

    /// Who talked to the caller has left him to somebody who is not there yet, or to a queue: he waits as if he had just come.
    mutating func waitAgain(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        dismissGuest(at: now, into: &outputs)
        emit(.sentBack(request.queue), at: now, into: &outputs)
        closePartner()
        callsBack = false
        caller.lastHeard = now
        activity = .dialling(request)
        startMusic(request.music, at: now, into: &outputs)
        if case .queue(let queue) = request.destination { startWaiting(queue, at: now) }
    }

    /// The second party's media was agreed anew.
    mutating func agreePartner(_ media: LegMedia, at now: MediaTime, into outputs: inout [CallOutput]) {
        let wasOnHold = isOnHold
        partner[0].agree(media, at: now)
        whisper.change(law: media.law)
        settleTones()
        emit(.media(.partner, media.description), at: now, into: &outputs)
        settleHold(from: wasOnHold, at: now, into: &outputs)
    }
}

extension DialRequest {
    /// The queue, when it is one.
    var queue: QueueName? {
        if case .queue(let request) = destination { request.queue } else { nil }
    }

    /// What the caller hears while he waits.
    var music: RenderedPrompt? {
        switch destination {
        case .queue(let request): request.music
        case .target(let request): request.music
        }
    }
}
