import Audio
import Testing

@testable import RTP

@Suite struct `Sending telephone events` {
    /// What a session sends in each 20 ms: `a` audio, else key and duration [20 ms] with `M` and `E`.
    private func sent(_ session: inout RTPSession, frames: Int) throws -> [String] {
        var words = [String]()
        for frame in 0..<frames {
            let datagram = session.nextDatagram(at: 20 * frame)
            let packet = try RTPPacket(parsing: datagram.span)
            guard packet.payloadType == .event else {
                words.append(packet.marker ? "aM" : "a")
                continue
            }
            let event = TelephoneEvent(parsing: datagram.span, at: packet.payload.lowerBound)
            words.append("\(event.code):\(event.duration / 160)\(packet.marker ? "M" : "")\(event.isEnd ? "E" : "")")
        }
        return words
    }

    @Test func `a key of 100 ms is five frames long, its end is sent three times, and the next key waits 60 ms`() throws {
        var session = RTPSession(.usual())
        let areQueued = session.send(.five) && session.send(.pound)
        #expect(areQueued)
        let words = try sent(&session, frames: 18)
        #expect(
            words == [
                "5:1M", "5:2", "5:3", "5:4", "5:5E", "5:5E", "5:5E", "aM", "11:1M", "11:2", "11:3", "11:4", "11:5E", "11:5E", "11:5E", "aM",
                "a", "a",
            ])
        #expect(!session.isSendingTelephoneEvents)
    }

    @Test func `all packets of a key have its timestamp, and sequence numbers go on`() throws {
        var session = RTPSession(.usual())
        _ = session.nextDatagram(at: 0)
        _ = session.send(.one)
        var timestamps = Set<RTPTimestamp>()
        for frame in 1...7 {
            let datagram = session.nextDatagram(at: 20 * frame)
            let packet = try RTPPacket(parsing: datagram.span)
            timestamps.insert(packet.timestamp)
            #expect(packet.sequence == SequenceNumber(65530).advanced(by: frame))
        }
        #expect(timestamps == [RTPTimestamp(0xffff_ff00).advanced(by: 160)])
        let after = session.nextDatagram(at: 160)
        let audio = try RTPPacket(parsing: after.span)
        #expect(audio.timestamp == RTPTimestamp(0xffff_ff00).advanced(by: 8 * 160))
    }

    @Test func `what is sent is heard as it was dialled, whatever single packet is lost`() {
        let digits: [DTMFDigit] = [.one, .one, .two, .star, .pound, .a, .one]
        for lost in -1..<60 {
            var sender = RTPSession(.usual())
            var receiver = RTPSession(.usual())
            for digit in digits { _ = sender.send(digit, duration: .milliseconds(40)) }
            var heard = [DTMFDigit]()
            for frame in 0..<80 {
                var datagram = sender.nextDatagram(at: 20 * frame)
                // The peer's SSRC must not be ours.
                datagram[8] = 0x77
                if frame != lost { _ = receiver.hear(datagram, at: 20 * frame) }
                heard += receiver.fetchKeys().filter { $0.change == .down }.map(\.digit)
            }
            #expect(heard == digits, "without packet \(lost)")
        }
    }

    @Test func `what is dialled through loss, repetition and reordering is heard once, in order, if anything of it arrives`() {
        for seed in 1...150 {
            var dice = Dice(seed)
            var sender = RTPSession(.usual())
            let digits = (0..<8).compactMap { _ in DTMFDigit(eventCode: UInt8(dice.below(3))) }
            for digit in digits { _ = sender.send(digit, duration: .milliseconds(40 + 20 * dice.below(4))) }
            var arrivals = [(place: Double, datagram: [UInt8], press: Int)]()
            var press = -1
            for frame in 0..<110 {
                var datagram = sender.nextDatagram(at: 20 * frame)
                // The peer's SSRC must not be ours.
                datagram[8] = 0x77
                if datagram.count < 100, datagram[1] & 0x80 != 0 { press += 1 }
                let isEvent = datagram.count < 100
                for _ in 0..<(dice.below(10) == 0 ? 2 : 1) where dice.below(10) > 3 {
                    arrivals.append((Double(frame) + 1.9 * dice.unit(), datagram, isEvent ? press : -1))
                }
            }
            arrivals.sort { $0.place < $1.place }
            let meant = Set(arrivals.map(\.press)).sorted().filter { $0 >= 0 }.map { digits[$0] }
            var receiver = RTPSession(.usual())
            var heard = [DTMFDigit]()
            for arrival in arrivals {
                _ = receiver.hear(arrival.datagram, at: Int(arrival.place * 20))
                heard += receiver.fetchKeys().filter { $0.change == .down }.map(\.digit)
            }
            #expect(heard == meant, "seed \(seed)")
        }
    }

    @Test(arguments: [20_000, 8_200, 16_400]) func `a key longer than 0xFFFF is sent in segments and heard once`(milliseconds: Int) {
        var sender = RTPSession(.usual())
        var receiver = RTPSession(.usual())
        _ = sender.send(.nine, duration: .milliseconds(milliseconds))
        var reports = [TelephoneEventReport]()
        for frame in 0..<milliseconds / 20 + 10 {
            var datagram = sender.nextDatagram(at: 20 * frame)
            datagram[8] = 0x77
            // One in ten is lost, but for the three ends.
            if frame % 10 != 7 || frame > milliseconds / 20 - 4 { _ = receiver.hear(datagram, at: 20 * frame) }
            reports += receiver.fetchKeys()
        }
        #expect(reports.map(\.digit) == [.nine, .nine])
        guard case .up(let duration)? = reports.last?.change else {
            Issue.record("no end")
            return
        }
        #expect(abs(duration.milliseconds - milliseconds) <= 40)
    }

    @Test func `32 keys can wait, and cancelling ends the one that sounds`() throws {
        var session = RTPSession(.usual())
        for _ in 0..<32 {
            let isQueued = session.send(.zero)
            #expect(isQueued)
        }
        let isQueued = session.send(.zero)
        #expect(!isQueued)
        _ = try sent(&session, frames: 2)
        session.cancelTelephoneEvents()
        let words = try sent(&session, frames: 5)
        #expect(words == ["0:3E", "0:3E", "0:3E", "aM", "a"])
    }

    @Test func `a peer without telephone events is sent none`() {
        var configuration = RTPConfiguration.usual()
        configuration.sending = PayloadFormats()
        var session = RTPSession(configuration)
        let isQueued = session.send(.one)
        #expect(!isQueued)
        #expect(!session.canSendTelephoneEvents)
    }
}
