import Audio
import CallEngine
import IVR

extension Simulation {
    /// Something that was planned happens.
    mutating func happen(_ happening: Happening, at now: MediaTime) {
        switch happening {
        case .input(let input): call.handle(input, at: now, into: &outputs)
        case .hangUp: call.handle(.remoteHungUp, at: now, into: &outputs)
        case .press(let key, let isAwaited):
            press(key, at: now)
            if isAwaited { finishOne(at: now) }
        case .utter(let action, let isAwaited): utter(action, at: now, isAwaited: isAwaited)
        case .finished: finishOne(at: now)
        case .lookUp: if let situation { react(to: situation, at: now - Simulation.attention) }
        case .partnerAnswers(let id, let answer): partnerAnswers(id, answer, at: now)
        case .partnerWithdraws(let id, let answer): partnerWithdraws(id, answer, at: now)
        case .partnerPresses: partner?.press(.one)
        }
        follow(at: now)
    }

    /// Notes what happened, and lets the caller react: to a prompt, to its end.
    mutating func note(_ event: CallEvent, at time: MediaTime) {
        result.happenings.append(SimulatedCall.Happening(time: time, event: event))
        switch event {
        case .listening: find(.listening, at: time)
        case .playing: find(.duringPrompt, at: time)
        case .key, .sensitiveKey, .keptKey, .stopped, .noInput, .noMatch, .followed: situation = nil
        case .connected: if partner != nil, let id = partnerCall { timeline.plan(.input(.dial(.hungUp, id)), at: time + partnerTalks) }
        case .entered(let step): if case .step(step)? = until { isStopped = true }
        default: break
        }
    }

    /// Does what a group says; one of a moment of its own is not waited for by the others.
    mutating func begin(_ action: CallerPlan.Action, at time: MediaTime, isAwaited: Bool = true) {
        guard case .press(let keys) = action else {
            if isAwaited { unfinished += 1 }
            return timeline.plan(.utter(action, isAwaited: isAwaited), at: time)
        }
        for (place, key) in keys.enumerated() {
            if isAwaited { unfinished += 1 }
            timeline.plan(.press(key, isAwaited: isAwaited), at: time + MediaTime(samples: Int64(place) * Simulation.keySpacing.samples))
        }
    }

    /// Makes a sound. Whoever has spoken waits for what comes of it.
    private mutating func utter(_ action: CallerPlan.Action, at now: MediaTime, isAwaited: Bool) {
        let samples: [Int16]
        switch action {
        case .press: return
        case .say(let text, let confidence):
            samples = CallerVoice.saying(text)
            saying = (ScriptedRecognizer.Words(text: text, confidence: confidence, length: samples.count), now)
        case .sound(let sound):
            samples = CallerVoice.sound(sound)
            saying = (ScriptedRecognizer.Words(text: "", confidence: 0, length: samples.count), now)
        case .play(let file):
            samples = clips[file] ?? []
            saying = nil
        }
        caller?.play(samples, from: now)
        situation = nil
        if isAwaited { timeline.plan(.finished, at: now + MediaTime(samples: Int64(samples.count))) }
    }

    /// A key was pressed or a sound is over.
    private mutating func finishOne(at now: MediaTime) {
        unfinished -= 1
        if unfinished == 0 { timeline.plan(.lookUp, at: now + Simulation.attention) }
    }

    /// The words that the script says in an utterance that began so many frames ago; nil where the sound was recorded.
    func wordsSaid(_ lead: Int, at now: MediaTime) -> ScriptedRecognizer.Words? {
        guard let saying, saying.from <= now else { return nil }
        let end = saying.from + MediaTime(samples: Int64(saying.words.length)) + Simulation.longestDelay
        return end >= now - MediaTime(samples: Int64(lead) * MediaTime.frame.samples) ? saying.words : nil
    }

    /// Sound is heard at most this much later than it was made.
    private static let longestDelay = MediaTime.seconds(1)

    private mutating func find(_ moment: CallerPlan.Moment, at time: MediaTime) {
        situation = moment
        react(to: moment, at: time)
    }

    /// The next group is pressed at the first such moment after the last key of the one before. A caller who is still busy with that
    /// one looks up afterwards and goes on if it is such a moment still.
    private mutating func react(to moment: CallerPlan.Moment, at time: MediaTime) {
        guard unfinished == 0, let group = groups.first, group.moment == moment else { return }
        groups.removeFirst()
        begin(group.action, at: time + Simulation.reaction)
    }

    private mutating func press(_ key: DTMFDigit, at now: MediaTime) {
        switch method {
        case .rfc4733: caller?.press(key)
        case .inband: caller?.sound(key)
        case .info: call.handle(.key(key), at: now, into: &outputs)
        }
    }
}
