public import Audio
import IVR

extension Call {
    /// Takes what comes from outside.
    public mutating func handle(_ input: CallInput, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard phase != .ended else { return }
        switch input {
        case .started: if phase == .offered { startFlow(at: now, into: &outputs) }
        case .acknowledged: acknowledge(at: now)
        case .callerAnswered(let media): callerAnswered(media, at: now, into: &outputs)
        case .callerEarly(let media): openEarlyCaller(media, at: now)
        case .callerNotReached(let why): callerNotReached(why, at: now, into: &outputs)
        case .media(let media, let leg): agree(media, leg, at: now, into: &outputs)
        case .key(let key):
            var keys = KeyBuffer()
            caller.press(key, at: now, keys: &keys)
            while let key = keys.popFirst() { press(key, at: now, into: &outputs) }
        case .remoteHungUp: remoteHungUp(at: now, into: &outputs)
        case .signallingFailed(let why):
            ending = CallEnding(party: .network, reason: .signalling, detail: why)
            end(at: now, into: &outputs)
        case .shutdown: end(CallEnding(party: .server, reason: .shutdown), at: now, into: &outputs)
        case .guest(let progress, let id): handle(progress, of: id, at: now, into: &outputs)
        case .fetched, .notified, .dial, .queue, .refer, .recording, .speech: handleResult(input, at: now, into: &outputs)
        }
    }

    /// Results belong to an activity; those of another one are stale.
    private mutating func handleResult(_ input: CallInput, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch input {
        case .fetched(let result, let id) where id == activityID: handle(result, at: now, into: &outputs)
        case .notified(let result, let id) where id == activityID: handle(result, at: now, into: &outputs)
        case .dial(let progress, let id) where id == activityID: handle(progress, at: now, into: &outputs)
        case .queue(let news, let id) where id == activityID: handle(news, at: now, into: &outputs)
        case .refer(let progress, let id) where id == activityID: handle(progress, at: now, into: &outputs)
        case .recording(let result, let id) where id == activityID: handle(result, at: now, into: &outputs)
        case .speech(let report, let utterance, let id) where id == activityID:
            handle(report, utterance: utterance, at: now, into: &outputs)
        default: break
        }
    }

    private mutating func acknowledge(at now: MediaTime) {
        guard case .answered(guardEnds: nil) = phase else { return }
        phase = .answered(guardEnds: now + setup.options.greetingGuard)
    }

    private mutating func agree(_ media: LegMedia, _ leg: LegIndex, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch leg {
        case .caller:
            let isNews = caller.media.map { $0.description != media.description } ?? false
            caller.agree(media, at: now)
            player.change(law: media.law)
            background.change(law: media.law)
            notice.change(law: media.law)
            settleTones()
            if isNews { emit(.media(leg, media.description), at: now, into: &outputs) }
        case .partner:
            guard !partner.isEmpty else { return }
            agreePartner(media, at: now, into: &outputs)
        case .guest: agreeGuest(media, at: now, into: &outputs)
        case .onlooker:
            guard !onlooker.isEmpty else { return }
            onlooker[0].leg.agree(media, at: now)
            emit(.media(leg, media.description), at: now, into: &outputs)
        }
    }

    private mutating func handle(_ result: FetchResult, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .fetching = activity else { return }
        switch result {
        case .answered(let status, let body):
            emit(.fetched(status: status), at: now, into: &outputs)
            let isGood = (200..<300).contains(status)
            finish(isGood ? .fetched(status: status, body: body) : .fetchFailed(reason: "status \(status)"), at: now, into: &outputs)
        case .failed(let why):
            emit(.fetchFailed(why), at: now, into: &outputs)
            finish(.fetchFailed(reason: why), at: now, into: &outputs)
        }
    }

    private mutating func handle(_ result: NotifyResult, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .notifying = activity else { return }
        switch result {
        case .accepted:
            emit(.notified(true), at: now, into: &outputs)
            finish(.notified, at: now, into: &outputs)
        case .failed(let why):
            emit(.notified(false), at: now, into: &outputs)
            finish(.notifyFailed(reason: why), at: now, into: &outputs)
        }
    }
}
