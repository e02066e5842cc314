/// Where the reports of a peer behind a translator come from, so that ours go there (symmetric RTCP, RFC 4961, section 4).
///
/// A translator gives RTP and RTCP ports of its own choice, and nobody but the packets themselves tells which. It is learnt from
/// a report of the peer's own SSRC that comes from the host of its audio, and not changed until the audio comes from elsewhere or
/// signalling says so: what a later stranger sends leads nothing astray.
struct ControlLatch: Hashable, Sendable {
    private var audio: TransportAddress?
    private var control: TransportAddress?

    /// A report of the peer came from `source`, whose audio comes from `audio`.
    mutating func follow(_ source: TransportAddress, besides audio: TransportAddress?) {
        guard let audio, audio != self.audio, source.isSameHost(as: audio) else { return }
        self.audio = audio
        control = source
    }

    /// Where reports go while the audio comes from `audio`; nil while none has come from there.
    func address(besides audio: TransportAddress) -> TransportAddress? {
        audio == self.audio ? control : nil
    }
}
