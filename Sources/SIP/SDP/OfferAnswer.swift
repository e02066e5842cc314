/// One side of the offer/answer exchanges of a dialog (RFC 3264).
///
///     answer(to: offer)            -> answer to send, what was agreed
///     offer() -> send -> accept(answer)                -> what was agreed
///                     -> withdrawOffer()                  the offer was refused: all is as before
///
/// It has one audio medium; others are refused with port 0. Payload numbers, once given a meaning, keep it for the whole dialog (8.3.2),
/// media keep their places (8), and the version in `o=` goes up by one when, and only when, the description changes (8).
public struct OfferAnswer: Sendable {
    /// An answer and what it means.
    public struct Answered: Sendable {
        /// The description to send.
        public var description: SessionDescription
        /// What was agreed.
        public var media: NegotiatedMedia
    }

    /// What we can do.
    public var capabilities: AudioCapabilities
    /// Where our RTP comes to; the next description tells the other side.
    public var local: SIPEndpoint
    /// What holds now; nil before the first exchange is over.
    public internal(set) var media: NegotiatedMedia?
    /// The description of ours that was sent last.
    public internal(set) var localDescription: SessionDescription?
    /// An offer of ours that waits for its answer.
    public internal(set) var pendingOffer: SessionDescription?

    let sessionID: UInt64
    var version: UInt64
    /// The media of the description in force; ours is the one at `audioIndex`.
    var agreedMedia: [MediaDescription] = []
    var audioIndex = 0
    /// What each payload number has stood for in this dialog, whoever gave it.
    var numbers = PayloadNumbers()

    /// The side of a new dialog. `sessionID` should be unlike that of any other dialog.
    public init(capabilities: AudioCapabilities = AudioCapabilities(), local: SIPEndpoint, sessionID: UInt64) {
        self.capabilities = capabilities
        self.local = local
        self.sessionID = sessionID
        version = sessionID & 0x7FFF_FFFF
    }

    /// Forgets an offer that was refused or overtaken.
    public mutating func withdrawOffer() {
        pendingOffer = nil
    }

    /// A description of ours with these media; the same version as the last one when nothing has changed.
    mutating func describe(_ media: [MediaDescription]) -> SessionDescription {
        var description = SessionDescription(
            origin: SDPOrigin(sessionID: String(sessionID), version: version, host: local.host))
        description.connection = SDPConnection(host: local.host)
        description.media = media
        if let last = localDescription, last != description {
            version &+= 1
            description.origin.version = version
        }
        localDescription = description
        return description
    }

    /// Our audio medium: the formats, the packet time, the direction.
    func audio(_ formats: [PayloadFormat], transport: String, direction: MediaDirection, multiplexesRTCP: Bool) -> MediaDescription {
        var medium = MediaDescription(type: "audio", port: local.port, transport: transport, formats: [])
        for format in formats { medium.add(format) }
        medium.attributes.add("ptime", String(capabilities.packetTime))
        if multiplexesRTCP { medium.attributes.add("rtcp-mux") }
        medium.attributes.add(direction.rawValue)
        return medium
    }
}
