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
            guard isAwaited else { break }
            keysOnTheirWay -= 1
            if keysOnTheirWay == 0 { timeline.plan(.lookUp, at: now + Simulation.attention) }
        case .lookUp: if let situation { react(to: situation, at: now - Simulation.attention) }
        case .partnerAnswers(let id, let talks):
            partner = SimulatedParty(law: law, sounds: [], noise: prompts.comfortNoise, seed: seed &+ 1, at: now)
            call.handle(.dial(.answered(LegMedia(law: law, remote: SimulatedParty.address)), id), at: now, into: &outputs)
            timeline.plan(.input(.dial(.hungUp, id)), at: now + talks)
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
        case .entered(let step): if case .step(step)? = until { isStopped = true }
        default: break
        }
    }

    /// Presses keys one after the other; a group of a moment of its own is not waited for by the others.
    mutating func press(_ keys: [DTMFDigit], at time: MediaTime, isAwaited: Bool = true) {
        for (place, key) in keys.enumerated() {
            if isAwaited { keysOnTheirWay += 1 }
            timeline.plan(.press(key, isAwaited: isAwaited), at: time + MediaTime(samples: Int64(place) * Simulation.keySpacing.samples))
        }
    }

    private mutating func find(_ moment: KeyPlan.Moment, at time: MediaTime) {
        situation = moment
        react(to: moment, at: time)
    }

    /// The next group is pressed at the first such moment after the last key of the one before. A caller who is still busy with that
    /// one looks up afterwards and goes on if it is such a moment still.
    private mutating func react(to moment: KeyPlan.Moment, at time: MediaTime) {
        guard keysOnTheirWay == 0, let group = groups.first, group.moment == moment else { return }
        groups.removeFirst()
        press(group.keys, at: time + Simulation.reaction)
    }

    private mutating func press(_ key: DTMFDigit, at now: MediaTime) {
        switch method {
        case .rfc4733: caller?.press(key)
        case .inband: caller?.sound(key)
        case .info: call.handle(.key(key), at: now, into: &outputs)
        }
    }
}
