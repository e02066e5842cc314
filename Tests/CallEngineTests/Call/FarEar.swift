import Audio
import CallEngine
import RTP
import Recognition

/// The telephone at the other end: what it is sent is heard as events and as tones.
struct FarEar {
    private(set) var events: [DTMFDigit] = []
    private(set) var tones: [KeyEvidence] = []
    private(set) var sound: [Int16] = []
    private var session: RTPSession
    private var detector = DTMFDetector()
    private var now = MediaTime.zero

    init(law: G711.Law) {
        let media = LegMedia(law: law, remote: Stage.address)
        session = RTPSession(
            RTPConfiguration(
                ssrc: SSRC(77), firstSequence: SequenceNumber(1), firstTimestamp: RTPTimestamp(1), seed: 1, canonicalName: "far",
                remoteAddress: Stage.address, receiving: media.receiving, sending: media.sending))
    }

    /// Takes the packet of 20 ms, if there is one, and listens.
    mutating func hear(_ packet: [UInt8]) {
        now += .frame
        if !packet.isEmpty { _ = session.receive(packet.span, from: Stage.address, at: now) }
        var frame = AudioFrame.silence
        _ = session.playout(into: &frame, at: now)
        while let event = session.nextTelephoneEvent() {
            if event.change == .down { events.append(event.digit) }
        }
        sound += (0..<AudioFrame.sampleCount).map { frame[$0] }
        var heard: [DTMFDetector.Event] = []
        detector.process(frame, into: &heard)
        for case .measured(let evidence) in heard { tones.append(evidence) }
    }
}
