import Audio

/// Hears each key once, when it goes down, however its packets are lost, repeated, reordered or rewritten (RFC 4733, section 2.5.2).
///
/// A press is known by its source, timestamp and code. Whatever arrives is one of: an update of the present press, a repetition of
/// an earlier one, a straggler, or a new press. Neither the marker nor the end bit is needed, the first packets may be missing, and
/// a key of which nothing is heard for 100 ms is up.
struct TelephoneEventReceiver: Sendable {
    /// Without an update for so long the key is up.
    static let lapse = MediaTime.milliseconds(100)
    /// A packet this far back in number is a straggler, not a source that has started over (RFC 3550, A.1, MAX_MISORDER).
    static let longestStraggle = 100

    /// More events in one packet are not read: each may end one key and report another twice, and the queue holds 16 reports.
    static let packetLimit = 7

    /// What names a press.
    struct Key: Hashable, Sendable {
        var ssrc: SSRC
        var timestamp: RTPTimestamp
        var code: UInt8
    }

    /// The press that was heard of last.
    struct Press: Hashable, Sendable {
        /// Its timestamp is that of the present segment, or the newest one where they are rewritten on the way.
        var key: Key
        var digit: DTMFDigit
        /// The newest packet's number.
        var sequence: SequenceNumber
        /// Of the present segment [samples].
        var duration: Int
        /// Of the segments before it [samples].
        var formerDuration = 0
        /// An end bit has come.
        var isOver = false
        /// Its end has not been reported.
        var isDown = true
        /// As the first packet says [dBm0].
        var level: Decibels
        var lastHeard: MediaTime
    }

    private var present: Press?
    /// How many keys have gone down.
    private(set) var presses = 0
    private var former = InlineArray<4, Press?>(repeating: nil)
    private var formerIndex = 0

    /// The key that is down now.
    var pressed: DTMFDigit? {
        guard let present, present.isDown else { return nil }
        return present.digit
    }

    /// Reads the events of a packet; returns whether any of them was a key.
    mutating func receive(
        _ packet: RTPPacket, in datagram: Span<UInt8>, at now: MediaTime, into queue: inout TelephoneEventQueue
    ) -> Bool {
        advance(to: now, into: &queue)
        var hasKey = false
        var start = packet.timestamp
        var offset = packet.payload.lowerBound
        let end = min(packet.payload.upperBound, offset + TelephoneEventReceiver.packetLimit * TelephoneEvent.size)
        while offset + TelephoneEvent.size <= end {
            let event = TelephoneEvent(parsing: datagram, at: offset)
            if let digit = DTMFDigit(eventCode: event.code) {
                hasKey = true
                hear(event, digit, packet, from: start, at: now, into: &queue)
            }
            // Packed events follow each other without a pause (RFC 4733, section 2.5.1.5).
            start = start.advanced(by: Int(event.duration))
            offset += TelephoneEvent.size
        }
        return hasKey
    }

    /// Moves time: a key whose end has been lost comes up.
    mutating func advance(to now: MediaTime, into queue: inout TelephoneEventQueue) {
        guard let press = present, press.isDown, now - press.lastHeard > TelephoneEventReceiver.lapse else { return }
        release(at: now, into: &queue)
    }

    private mutating func hear(
        _ event: TelephoneEvent, _ digit: DTMFDigit, _ packet: RTPPacket, from start: RTPTimestamp, at now: MediaTime,
        into queue: inout TelephoneEventQueue
    ) {
        let key = Key(ssrc: packet.ssrc, timestamp: start, code: event.code)
        guard !repeatsFormer(event, key, packet.sequence) else { return }
        if let press = present, press.key.ssrc == key.ssrc {
            let distance = packet.sequence.distance(from: press.sequence)
            let update = TelephoneEventUpdate(
                event: event, timestamp: start, distance: distance, marker: packet.marker, time: now)
            if update.belongs(to: press) {
                follow(update, packet.sequence, into: &queue)
                return
            }
            if distance < 0, distance > -TelephoneEventReceiver.longestStraggle { return }
        }
        // An end without any length was never a tone.
        guard !(event.isEnd && event.duration == 0) else { return }
        let level = Decibels(-Double(event.volume))
        let press = Press(
            key: key, digit: digit, sequence: packet.sequence, duration: Int(event.duration), level: level, lastHeard: now)
        begin(press, into: &queue)
        if event.isEnd {
            present?.isOver = true
            release(at: now, into: &queue)
        }
    }

    private mutating func begin(_ press: Press, into queue: inout TelephoneEventQueue) {
        release(at: press.lastHeard, into: &queue)
        if let present, present.key != press.key {
            former[formerIndex] = present
            formerIndex = (formerIndex + 1) & 3
        }
        present = press
        presses += 1
        queue.append(TelephoneEventReport(press.digit, .down, at: press.lastHeard, level: press.level))
    }

    private mutating func follow(_ update: TelephoneEventUpdate, _ sequence: SequenceNumber, into queue: inout TelephoneEventQueue) {
        guard var press = present else { return }
        press.lastHeard = max(press.lastHeard, update.time)
        if update.distance > 0 {
            if update.opensSegment(of: press) { press.formerDuration += update.timestamp.distance(from: press.key.timestamp) }
            press.sequence = sequence
            press.key.timestamp = update.timestamp
            press.duration = Int(update.event.duration)
        }
        if update.event.isEnd { press.isOver = true }
        present = press
        if press.isOver { release(at: update.time, into: &queue) }
    }

    private mutating func release(at now: MediaTime, into queue: inout TelephoneEventQueue) {
        guard let press = present, press.isDown else { return }
        present?.isDown = false
        let length = MediaTime(samples: Int64(press.formerDuration) &+ Int64(press.duration))
        queue.append(TelephoneEventReport(press.digit, .up(duration: length), at: now))
    }

    /// Whether it tells of one of the presses before the present one: a late end, or an end repeated in the next packet.
    ///
    /// A sender that gives all its presses one timestamp presses the key again when the duration has gone back.
    private func repeatsFormer(_ event: TelephoneEvent, _ key: Key, _ sequence: SequenceNumber) -> Bool {
        guard key != present?.key else { return false }
        for index in 0..<4 {
            guard let press = former[index], press.key == key else { continue }
            return event.isEnd || Int(event.duration) >= press.duration || !sequence.isNewer(than: press.sequence)
        }
        return false
    }
}
