/// An audio codec a call can have; both have a clock of 8,000 Hz and one channel (RFC 3551, 4.5.14).
public enum SDPAudioCodec: String, Hashable, Sendable, CaseIterable {
    /// ITU-T G.711 mu-law.
    case pcmu = "PCMU"
    /// ITU-T G.711 A-law.
    case pcma = "PCMA"

    /// The payload type RFC 3551 assigns.
    public var assignedPayloadType: UInt8 { self == .pcmu ? 0 : 8 }

    /// The clock of the RTP timestamps [Hz].
    public var clockRate: Int { 8_000 }

    init?(_ format: PayloadFormat) {
        guard let codec = Self.allCases.first(where: { format.isEncoding($0.rawValue, clockRate: $0.clockRate) }) else { return nil }
        self = codec
    }
}

/// What this side can do with audio, for offers and answers.
public struct AudioCapabilities: Hashable, Sendable {
    /// The codecs, best first.
    public var codecs: [SDPAudioCodec] = [.pcmu, .pcma]
    /// Whether an answer puts the codecs in our order; the offerer's is recommended (RFC 3264, 6.1).
    public var prefersOwnOrder = false
    /// The telephone events that are understood; none turns RFC 4733 off.
    public var telephoneEvents = TelephoneEventSet(0...16)
    /// The payload type of telephone events in an offer of ours.
    public var telephoneEventPayloadType: UInt8 = 101
    /// Whether comfort noise is understood (RFC 3389).
    public var comfortNoise = true
    /// The packet time we want to receive [ms].
    public var packetTime = 20
    /// Whether RTCP may share the port of RTP (RFC 5761).
    public var multiplexesRTCP = true

    /// G.711, keys and comfort noise.
    public init() {}
}
