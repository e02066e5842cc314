import Audio
import Testing

@testable import RTP

@Suite struct `A session` {
    /// Hears a frame and returns what it is.
    private func listen(_ session: inout RTPSession, at milliseconds: Int) -> (Playout, AudioFrame) {
        var frame = AudioFrame(repeating: 0)
        let playout = session.playout(into: &frame, at: .milliseconds(milliseconds))
        return (playout, frame)
    }

    @Test(arguments: [G711.Law.mu, .a]) func `carries a frame from one end to the other`(law: G711.Law) {
        var configuration = RTPConfiguration.usual()
        configuration.sending.preferredLaw = law
        var sender = RTPSession(configuration)
        configuration.ssrc = SSRC(5)
        var receiver = RTPSession(configuration)
        for frame in 0..<50 {
            #expect(receiver.hear(sender.nextDatagram(at: 20 * frame), at: 20 * frame) == .audio)
            let (playout, sound) = listen(&receiver, at: 20 * frame)
            #expect(playout == .decoded)
            #expect(abs(Int(sound[80]) - 1000) < 40)
        }
        #expect(receiver.statistics.heard.decoded == 50)
        #expect(receiver.statistics.received.packets == 50)
        #expect(receiver.statistics.received.octets == 8000)
        #expect(sender.statistics.sent.octets == 8000)
        #expect(receiver.hasReceived)
    }

    @Test func `an encoded prompt passes as it is, and in the other law as the same sound`() throws {
        var session = RTPSession(.usual())
        let prompt = (0..<160).map { UInt8($0) }
        for law in G711.Law.allCases {
            var octets = [UInt8](repeating: 0, count: RTPSession.packetSize)
            var span = octets.mutableSpan
            let size = session.packetize(encoded: prompt.span, law, into: &span, at: .zero)
            #expect(size == 172)
            for index in 0..<160 {
                let heard = Int(G711.decode(octets[12 + index], .mu))
                let meant = Int(G711.decode(prompt[index], law))
                #expect(law == .mu ? octets[12 + index] == prompt[index] : abs(heard - meant) <= max(16, abs(meant) / 16))
            }
        }
    }

    @Test func `a line on which nothing comes is not digital silence`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        var frames = [listen(&session, at: 0)]
        #expect(frames[0].0 == .notStarted)
        for _ in 0..<5 { _ = session.hear(peer.audio(0x30)) }
        for frame in 1..<60 { frames.append(listen(&session, at: 20 * frame)) }
        for (playout, frame) in frames { #expect(frame != .silence, "\(playout)") }
        #expect(frames.last?.0 == .comfortNoise)
    }

    @Test func `frames of all kinds add up`() {
        var dice = Dice(3)
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<5000 {
            let datagram = dice.below(300) == 0 ? peer.datagram([60], .comfortNoise, at: peer.timestamp) : peer.audio()
            if dice.below(20) > 0, frame / 100 % 7 != 3 { _ = session.hear(datagram, at: 20 * frame) }
            _ = listen(&session, at: 20 * frame)
        }
        let heard = session.statistics.heard
        #expect(heard.frames == 5000)
        #expect(heard.decoded > 3500)
        #expect(heard.concealedLate + heard.concealedLost > 50)
        #expect(heard.comfortNoise > 300)
    }

    @Test func `comfort noise has the level that the sender gives, and the next spurt is heard from its beginning`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<10 {
            _ = session.hear(peer.audio(0x30), at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        // -40 dBov is -33.85 dBm0.
        #expect(session.hear(peer.datagram([40], .comfortNoise, at: peer.timestamp), at: 200) == .comfortNoise)
        peer.sequence = peer.sequence.next
        for frame in 10..<60 {
            let (playout, sound) = listen(&session, at: 20 * frame)
            #expect(playout == .comfortNoise)
            #expect(abs(sound.level().value + 33.85) < 2)
        }
        peer.timestamp = peer.timestamp.advanced(by: 50 * 160)
        for frame in 60..<70 {
            _ = session.hear(peer.audio(0x31, marker: frame == 60), at: 20 * frame)
            #expect(listen(&session, at: 20 * frame).0 == .decoded)
        }
    }

    @Test(arguments: [0, 1, 5000, 160 * 50, 1 << 31])
    func `a spurt after silence is heard at once, wherever its timestamp goes on`(step: Int) {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<30 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        for frame in 30..<80 { _ = listen(&session, at: 20 * frame) }
        peer.timestamp = peer.timestamp.advanced(by: step)
        for frame in 80..<90 {
            _ = session.hear(peer.audio(marker: frame == 80), at: 20 * frame)
            #expect(listen(&session, at: 20 * frame).0 == .decoded)
        }
    }

    @Test(arguments: [-100_000, -2000, 3000, 100_000, 1 << 31])
    func `a timestamp that jumps while the caller speaks costs a few frames`(step: Int) {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<30 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        peer.timestamp = peer.timestamp.advanced(by: step)
        for frame in 30..<80 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        #expect(session.statistics.heard.decoded >= 80 - 20)
        #expect(session.statistics.received.delay <= 40)
    }

    @Test func `one stray timestamp does no harm`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<60 {
            var datagram = peer.audio()
            if frame == 30 { datagram[4] ^= 0x80 }
            _ = session.hear(datagram, at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        #expect(session.statistics.ignored(.jumped) == 1)
        #expect(session.statistics.heard.decoded == 59)
    }

    @Test func `another SSRC takes over after two packets, and one packet of it does not`() {
        var session = RTPSession(.usual())
        var first = Peer()
        var second = Peer(ssrc: SSRC(77), sequence: SequenceNumber(9), timestamp: RTPTimestamp(1 << 30))
        for frame in 0..<10 { #expect(session.hear(first.audio(), at: 20 * frame) == .audio) }
        // Mixed with the first it is not believed.
        for frame in 10..<20 {
            #expect(session.hear(second.audio(), at: 20 * frame) == .ignored(.onProbation))
            #expect(session.hear(first.audio(), at: 20 * frame) == .audio)
        }
        #expect(session.hear(second.audio(), at: 400) == .ignored(.onProbation))
        #expect(session.hear(second.audio(), at: 420) == .audio)
        #expect(session.remoteSSRC == SSRC(77))
        #expect(session.statistics.received.restarts == 1)
        #expect(session.statistics.received.lost == 0)
    }

    @Test func `events of another SSRC than the audio's are heard`() {
        var session = RTPSession(.usual())
        var audio = Peer()
        var events = Peer(ssrc: SSRC(88), sequence: SequenceNumber(5))
        _ = session.hear(audio.audio())
        let down = TelephoneEvent(code: 3, isEnd: false, volume: 10, duration: 160)
        #expect(session.hear(events.events([down], at: RTPTimestamp(9))) == .telephoneEvent)
        #expect(session.pressedDigit == .three)
        #expect(session.hear(audio.audio()) == .audio)
        #expect(session.fetchKeys() == [TelephoneEventReport(.three, .down, at: .zero)])
    }

    @Test func `a key whose end is lost comes up 100 ms after its last packet`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        _ = session.hear(peer.events([TelephoneEvent(code: 4, isEnd: false, volume: 9, duration: 320)], at: peer.timestamp), at: 0)
        for milliseconds in stride(from: 0, through: 100, by: 20) { _ = listen(&session, at: milliseconds) }
        #expect(session.pressedDigit == .four)
        _ = listen(&session, at: 120)
        #expect(session.pressedDigit == nil)
        #expect(session.fetchKeys().last == TelephoneEventReport(.four, .up(duration: .milliseconds(40)), at: .milliseconds(120)))
    }

    @Test func `our SSRC in the peer's packets makes us take another, and an echo is ignored`() throws {
        var session = RTPSession(.usual())
        let former = session.ssrc
        _ = session.hear(session.nextDatagram(at: 0), at: 10)
        #expect(session.ssrc != former)
        // From now on the echo of what we send is known to be one.
        for frame in 1..<10 {
            #expect(session.hear(session.nextDatagram(at: 20 * frame), at: 20 * frame) == .ignored(.looped))
        }
        #expect(session.statistics.ignored(.looped) == 9)
        // The next report says goodbye for the source we have left.
        var report = [UInt8]()
        for milliseconds in stride(from: 0, to: 20_000, by: 20) where report.isEmpty {
            report = session.nextReportDatagram(at: milliseconds)
        }
        var reader = RTCPReader()
        var packets = [RTCPPacket]()
        while let packet = try reader.next(in: report.span) { packets.append(packet) }
        #expect(packets.last == .goodbye(former))
    }

    @Test func `on hold nothing is sent and nothing heard, and resuming begins a spurt`() throws {
        var session = RTPSession(.usual())
        var peer = Peer()
        _ = session.hear(peer.audio())
        _ = session.nextDatagram(at: 0)
        session.renegotiate(remoteAddress: .caller, receiving: .usual, sending: .usual, direction: .inactive, at: .zero)
        #expect(session.nextDatagram(at: 20).isEmpty)
        #expect(session.hear(peer.audio(), at: 20) == .ignored(.onHold))
        session.renegotiate(remoteAddress: .caller, receiving: .usual, sending: .usual, direction: .sendAndReceive, at: .zero)
        let datagram = session.nextDatagram(at: 100)
        let packet = try RTPPacket(parsing: datagram.span)
        #expect(packet.marker)
        #expect(packet.sequence == SequenceNumber(65531))
        #expect(packet.timestamp == RTPTimestamp(0xffff_ff00).advanced(by: 5 * 160))
        #expect(session.hear(peer.audio(), at: 100) == .audio)
        #expect(session.statistics.received.lost == 0)
    }

    @Test func `after a goodbye the next source is heard from its first packet`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<10 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = listen(&session, at: 20 * frame)
        }
        let ssrc = peer.ssrc.rawValue
        let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ssrc >> $0) }
        #expect(session.hear([0x81, 203, 0, 1] + octets, at: 200) == .goodbye)
        var next = Peer(ssrc: SSRC(8), sequence: SequenceNumber(40_000), timestamp: RTPTimestamp(9))
        for frame in 10..<20 {
            #expect(session.hear(next.audio(), at: 20 * frame) == .audio)
            #expect(listen(&session, at: 20 * frame).0 == .decoded)
        }
    }

    @Test func `a packet stuffed with events reports seven, each down and up`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        let events = (0..<300).map { TelephoneEvent(code: UInt8($0 % 10), isEnd: true, volume: 9, duration: 320) }
        #expect(session.hear(peer.events(events, at: peer.timestamp)) == .telephoneEvent)
        let reports = session.fetchKeys()
        #expect(reports.count == 14)
        #expect(reports.filter { $0.change == .down }.map(\.digit.character) == Array("0123456"))
    }

    @Test func `a caller who pauses without saying so is heard with no more delay after each pause`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        var ages = [Double]()
        for frame in 0..<1500 {
            if frame / 50 % 2 == 0 {
                _ = session.hear(peer.audio(marker: frame % 50 == 0), at: 20 * frame)
            } else {
                peer.timestamp = peer.timestamp.advanced(by: 160)
            }
            let playout = listen(&session, at: 20 * frame).0
            if frame % 50 == 40, frame / 50 % 2 == 0 {
                #expect(playout == .decoded)
                ages.append(session.statistics.received.delay)
            }
        }
        #expect(ages == Array(repeating: 0, count: 15))
        #expect(session.statistics.heard.concealedLost == 0)
        #expect(session.statistics.heard.comfortNoise > 15 * 30)
    }

    @Test func `frames that were left out are skipped, not sent late`() throws {
        var session = RTPSession(.usual())
        _ = session.nextDatagram(at: 0)
        let datagram = session.nextDatagram(at: 75)
        let packet = try RTPPacket(parsing: datagram.span)
        #expect(packet.timestamp == RTPTimestamp(0xffff_ff00).advanced(by: 3 * 160))
        #expect(packet.marker)
    }

    @Test func `what is not media is counted by reason`() {
        var session = RTPSession(.usual())
        let peer = Peer()
        #expect(session.hear([]) == .ignored(.malformed))
        #expect(session.hear(Array("OPTIONS sip:".utf8)) == .ignored(.malformed))
        #expect(session.hear(peer.datagram([1], PayloadType(truncating: 96), at: peer.timestamp)) == .ignored(.unknownPayloadType))
        #expect(session.hear(peer.datagram([], .pcmu, at: peer.timestamp)) == .ignored(.badPayloadSize))
        #expect(
            session.hear(peer.datagram(Array(repeating: 0, count: 1601), .pcmu, at: peer.timestamp)) == .ignored(.badPayloadSize))
        #expect(session.hear(peer.datagram([1, 2, 3], .event, at: peer.timestamp)) == .ignored(.unknownEvent))
        #expect(session.statistics.ignored(.malformed) == 2)
        #expect(session.statistics.ignored(.badPayloadSize) == 2)
    }

    @Test func `a call's state is small`() {
        #expect(MemoryLayout<RTPSession>.size + SampleRing.capacity <= 8192)
    }
}
