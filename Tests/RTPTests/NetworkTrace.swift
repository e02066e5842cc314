import Audio

@testable import RTP

/// A stream through a seeded network into a listener; times are samples of 1/8000 s.
struct NetworkTrace {
    /// What the sender puts into a packet [ms].
    var ptime = 20
    /// The sender's clock against ours [1/1000000]; positive is fast.
    var skew = 0.0
    /// Each packet is late by up to so much [ms].
    var jitter = 0.0
    /// The share of packets that begin a loss, and how many are lost then.
    var loss = 0.0
    var lossLength = 1
    /// From one of these moments on nothing arrives for `stallLength`, then all at once [ms].
    var stalls = [Int]()
    var stallLength = 0
    /// The whole time [ms].
    var length = 60_000
    var seed = 1

    /// Of what is spoken at the time 0: both timestamp and sequence number wrap in the first seconds.
    private static let firstTimestamp: Int64 = -100_000

    /// What came of it.
    struct Result {
        var listener = Listener()
        /// Packets that the network did not lose.
        var arrived = 0
        /// Of those, the ones that the session kept.
        var kept = 0
        /// From the sender's microphone to the ear at the end of each second [ms].
        var ages = [Double]()
    }

    private struct Packet {
        var arrival: Double
        var octets: [UInt8]
    }

    /// Runs the whole time.
    func run() -> Result {
        var result = Result()
        let packets = send().sorted { $0.arrival < $1.arrival }
        result.arrived = packets.count
        var next = 0
        for tick in 0..<length / 20 {
            let now = Double(tick * 160)
            while next < packets.count, packets[next].arrival <= now {
                if result.listener.session.hear(packets[next].octets, at: tick * 20) == .audio { result.kept += 1 }
                next += 1
            }
            result.listener.tick()
            if tick % 50 == 49 { result.ages.append(age(in: result.listener, at: now)) }
        }
        return result
    }

    /// When the sample that is heard next was spoken, against now.
    private func age(in listener: Listener, at now: Double) -> Double {
        let spoken = Double(listener.session.jitterBuffer.position - 160 - NetworkTrace.firstTimestamp) / (1 + skew / 1e6)
        return (now - spoken) / 8
    }

    private func send() -> [Packet] {
        var dice = Dice(seed)
        var peer = Peer(sequence: SequenceNumber(65_000), timestamp: RTPTimestamp(UInt32(truncatingIfNeeded: NetworkTrace.firstTimestamp)))
        peer.ptime = ptime
        var packets = [Packet]()
        var lossLeft = 0
        let size = Double(ptime * 8) / (1 + skew / 1e6)
        for number in 0..<Int(Double(length * 8) / size) {
            let octets = peer.audio(UInt8(number % 250))
            // A packet leaves when its last sample has been spoken.
            let sent = Double(number + 1) * size
            var arrival = sent + 40 + dice.unit() * jitter * 8
            for stall in stalls where arrival >= Double(stall * 8) && arrival < Double((stall + stallLength) * 8) {
                arrival = Double((stall + stallLength) * 8)
            }
            if dice.unit() < loss { lossLeft = lossLength }
            lossLeft -= 1
            if lossLeft < 0 { packets.append(Packet(arrival: arrival, octets: octets)) }
        }
        return packets
    }
}
