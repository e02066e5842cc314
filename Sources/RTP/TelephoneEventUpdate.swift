import Audio

/// One event of one packet, held against the press that was heard of last.
struct TelephoneEventUpdate: Hashable {
    let event: TelephoneEvent
    let timestamp: RTPTimestamp
    /// How many packets after the newest of the press it was sent; negative: before.
    let distance: Int
    let marker: Bool
    let time: MediaTime

    /// The shortest pause between two presses [samples]: 30 ms are seen in the field, 40 ms are asked for (ITU-T Q.24).
    private static let shortestPause = 240
    /// Packets that may lie between two of one key, sound among them.
    private static let longestGap = 10
    /// Ends are repeated twice (RFC 4733, section 2.5.1.4).
    private static let repeatedEnds = 3
    /// After so long an end is not a repetition any more.
    private static let longestRepetition = MediaTime.milliseconds(500)
    /// From here on a duration may be about to start over [samples]; two seconds before 0xFFFF.
    private static let nearlyFull = 0xc000

    /// Whether it tells of that press rather than of a new one of the same key.
    func belongs(to press: TelephoneEventReceiver.Press) -> Bool {
        guard event.code == press.key.code else { return false }
        if timestamp == press.key.timestamp { return !startsOver(press) }
        guard distance > 0 else { return false }
        if opensSegment(of: press) { return true }
        return press.isOver ? repeatsEnd(of: press) : continues(press)
    }

    /// Whether it begins the next segment of an event longer than 0xFFFF: its timestamp is where the last segment ended,
    /// it has no marker (RFC 4733, section 2.5.1.3). Some senders end a segment earlier, some at 0x10000.
    func opensSegment(of press: TelephoneEventReceiver.Press) -> Bool {
        guard !press.isOver, !marker, event.code == press.key.code else { return false }
        let step = timestamp.distance(from: press.key.timestamp)
        return step == 0xffff || step == 0x10000
            || (step == press.duration && press.duration >= TelephoneEventUpdate.nearlyFull)
    }

    /// A sender that gives all its presses one timestamp presses again: the duration has gone back, after an end or a lapse.
    private func startsOver(_ press: TelephoneEventReceiver.Press) -> Bool {
        guard distance > 0, !press.isDown else { return false }
        if press.isOver, distance > TelephoneEventUpdate.repeatedEnds, time - press.lastHeard > TelephoneEventUpdate.longestRepetition {
            return true
        }
        guard Int(event.duration) < press.duration else { return false }
        return press.isOver ? !event.isEnd : press.duration < TelephoneEventUpdate.nearlyFull
    }

    /// A gateway on the way writes a new timestamp into every packet: the duration grows as the timestamps do.
    ///
    /// A new press of the same key would begin with a small duration, or, its beginning lost, its timestamp would be
    /// ahead by the rest of the old press and the pause.
    private func continues(_ press: TelephoneEventReceiver.Press) -> Bool {
        let growth = Int(event.duration) - press.duration
        let step = timestamp.distance(from: press.key.timestamp)
        let slip = abs(step - growth)
        // While an end is repeated only the timestamp goes on.
        let most = TelephoneEventUpdate.shortestPause + (event.isEnd ? (TelephoneEventUpdate.repeatedEnds - 1) * AudioFrame.sampleCount : 0)
        guard distance <= TelephoneEventUpdate.longestGap else { return false }
        if growth > 0, slip < most, !marker || slip <= 80 { return true }
        if startsSegment(of: press), !marker, step > 0, step <= distance * 480 { return true }
        guard distance == 1, !marker else { return false }
        return growth > 0 || (growth == 0 && event.isEnd)
    }

    /// The duration of a long event starts over with its next segment (RFC 4733, section 2.5.1.3).
    private func startsSegment(of press: TelephoneEventReceiver.Press) -> Bool {
        press.isDown && press.duration >= TelephoneEventUpdate.nearlyFull && Int(event.duration) < press.duration
    }

    /// The same gateway, and a repeated end: a new press, known by its end alone, would be ahead by a press and a pause.
    private func repeatsEnd(of press: TelephoneEventReceiver.Press) -> Bool {
        let step = timestamp.distance(from: press.key.timestamp)
        guard event.isEnd, step > 0 else { return false }
        if distance <= TelephoneEventUpdate.repeatedEnds { return step < press.duration + TelephoneEventUpdate.shortestPause }
        // Where sound is sent besides, ends lie farther apart.
        let most = TelephoneEventUpdate.repeatedEnds * AudioFrame.sampleCount
        return distance <= 2 * TelephoneEventUpdate.repeatedEnds && Int(event.duration) == press.duration && step <= most
    }
}
