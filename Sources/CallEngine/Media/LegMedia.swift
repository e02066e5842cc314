public import Audio
public import RTP

/// What SDP agreed for one leg (RFC 3264), as far as media needs it.
public struct LegMedia: Hashable, Sendable {
    /// What the numbers mean that the other side sends: those of our own SDP.
    public var receiving: PayloadFormats
    /// What the numbers mean that we send: those of the other side's SDP.
    public var sending: PayloadFormats
    /// Where the other side wants RTP; nil until it is known.
    public var remote: TransportAddress?
    /// Where it wants RTCP: the next port, or the same when both share one (RFC 5761).
    public var remoteControl: TransportAddress?
    /// Which way audio flows, seen from us; on hold it is less than both.
    public var direction: MediaDirection

    /// What was agreed.
    public init(
        receiving: PayloadFormats, sending: PayloadFormats, remote: TransportAddress?, remoteControl: TransportAddress? = nil,
        direction: MediaDirection = .sendAndReceive
    ) {
        self.receiving = receiving
        self.sending = sending
        self.remote = remote
        self.remoteControl = remoteControl
        self.direction = direction
    }

    /// One law both ways, with or without telephone events at the usual number 101.
    public init(law: G711.Law, telephoneEvents: Bool = true, remote: TransportAddress?) {
        let formats = PayloadFormats(
            pcmu: law == .mu ? .pcmu : nil, pcma: law == .a ? .pcma : nil, telephoneEvent: telephoneEvents ? PayloadType(101) : nil,
            preferredLaw: law)
        self.init(receiving: formats, sending: formats, remote: remote)
    }

    /// The law of what we send.
    public var law: G711.Law { sending.sendingLaw ?? .mu }
}

extension LegMedia: CustomStringConvertible {
    /// `PCMU`, `PCMA on hold`.
    public var description: String {
        let codec = law == .mu ? "PCMU" : "PCMA"
        return switch direction {
        case .sendAndReceive: codec
        case .sendOnly: "\(codec) send only"
        case .receiveOnly: "\(codec) on hold"
        case .inactive: "\(codec) inactive"
        }
    }
}
