import Audio
import Testing

@testable import RTP

@Suite struct `What a session plays out` {
    @Test(arguments: [G711.Law.mu, .a]) func `carries a frame from one end to the other`(law: G711.Law) {
        var configuration = RTPConfiguration.usual()
        configuration.sending.preferredLaw = law
        var sender = RTPSession(configuration)
        configuration.ssrc = SSRC(5)
        var receiver = RTPSession(configuration)
        for frame in 0..<50 {
            #expect(receiver.hear(sender.nextDatagram(at: 20 * frame), at: 20 * frame) == .audio)
            let (playout, sound) = receiver.listen(at: 20 * frame)
            #expect(playout == .decoded)
            #expect(abs(Int(sound[80]) - 1000) < 40)
        }
        #expect(receiver.statistics.heard.decoded == 50)
        #expect(receiver.statistics.received.packets == 50)
        #expect(receiver.statistics.received.octets == 8000)
        #expect(sender.statistics.sent.octets == 8000)
        #expect(receiver.hasReceived)
    }

    @Test func `a line on which nothing comes is not digital silence`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        var frames = [session.listen(at: 0)]
        #expect(frames[0].0 == .notStarted)
        for _ in 0..<5 { _ = session.hear(peer.audio(0x30)) }
        for frame in 1..<60 { frames.append(session.listen(at: 20 * frame)) }
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
            _ = session.listen(at: 20 * frame)
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
            _ = session.listen(at: 20 * frame)
        }
        // -40 dBov is -33.85 dBm0.
        #expect(session.hear(peer.datagram([40], .comfortNoise, at: peer.timestamp), at: 200) == .comfortNoise)
        peer.sequence = peer.sequence.next
        for frame in 10..<60 {
            let (playout, sound) = session.listen(at: 20 * frame)
            #expect(playout == .comfortNoise)
            #expect(abs(sound.level().value + 33.85) < 2)
        }
        peer.timestamp = peer.timestamp.advanced(by: 50 * 160)
        for frame in 60..<70 {
            _ = session.hear(peer.audio(0x31, marker: frame == 60), at: 20 * frame)
            #expect(session.listen(at: 20 * frame).0 == .decoded)
        }
    }

    @Test(arguments: [0, 1, 5000, 160 * 50, 1 << 31])
    func `a spurt after silence is heard at once, wherever its timestamp goes on`(step: Int) {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<30 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = session.listen(at: 20 * frame)
        }
        for frame in 30..<80 { _ = session.listen(at: 20 * frame) }
        peer.timestamp = peer.timestamp.advanced(by: step)
        for frame in 80..<90 {
            _ = session.hear(peer.audio(marker: frame == 80), at: 20 * frame)
            #expect(session.listen(at: 20 * frame).0 == .decoded)
        }
    }

    @Test(arguments: [-100_000, -2000, 3000, 100_000, 1 << 31])
    func `a timestamp that jumps while the caller speaks costs a few frames`(step: Int) {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<30 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = session.listen(at: 20 * frame)
        }
        peer.timestamp = peer.timestamp.advanced(by: step)
        for frame in 30..<80 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = session.listen(at: 20 * frame)
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
            _ = session.listen(at: 20 * frame)
        }
        #expect(session.statistics.ignored(.jumped) == 1)
        #expect(session.statistics.heard.decoded == 59)
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
            let playout = session.listen(at: 20 * frame).0
            if frame % 50 == 40, frame / 50 % 2 == 0 {
                #expect(playout == .decoded)
                ages.append(session.statistics.received.delay)
            }
        }
        #expect(ages == Array(repeating: 0, count: 15))
        #expect(session.statistics.heard.concealedLost == 0)
        #expect(session.statistics.heard.comfortNoise > 15 * 30)
    }
}
