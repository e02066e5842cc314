import Audio

/// The number that says what an RTP packet carries, 0 to 127 (RFC 3551, section 6).
public struct PayloadType: Hashable, Sendable {
    /// The seven bits.
    public let rawValue: UInt8

    /// The number, if it fits in seven bits.
    public init?(_ rawValue: UInt8) {
        guard rawValue < 128 else { return nil }
        self.rawValue = rawValue
    }

    /// The lower seven bits of the second octet of a header.
    init(truncating octet: UInt8) {
        rawValue = octet & 0x7f
    }

    /// G.711 mu-law (RFC 3551, table 4).
    public static let pcmu = PayloadType(truncating: 0)
    /// G.711 A-law (RFC 3551, table 4).
    public static let pcma = PayloadType(truncating: 8)
    /// Comfort noise (RFC 3389, section 4).
    public static let comfortNoise = PayloadType(truncating: 13)
}

/// What the two parties agreed that a payload type means, for one direction.
///
/// The numbers are the receiver's choice (RFC 3264, section 5.1), so they may differ between the directions.
public struct PayloadFormats: Hashable, Sendable {
    /// What a packet carries.
    public enum Format: Hashable, Sendable {
        case audio(G711.Law)
        case comfortNoise
        case telephoneEvent
    }

    /// The number of G.711 mu-law, if agreed.
    public var pcmu: PayloadType?
    /// The number of G.711 A-law, if agreed.
    public var pcma: PayloadType?
    /// The number of RFC 3389 comfort noise, if agreed.
    public var comfortNoise: PayloadType?
    /// The number of RFC 4733 telephone events at 8000 Hz, if agreed.
    public var telephoneEvent: PayloadType?
    /// The law that is sent when both are agreed.
    public var preferredLaw: G711.Law

    /// Names the numbers; what is `nil` was not agreed.
    public init(
        pcmu: PayloadType? = .pcmu, pcma: PayloadType? = .pcma, comfortNoise: PayloadType? = .comfortNoise,
        telephoneEvent: PayloadType? = nil, preferredLaw: G711.Law = .mu
    ) {
        self.pcmu = pcmu
        self.pcma = pcma
        self.comfortNoise = comfortNoise
        self.telephoneEvent = telephoneEvent
        self.preferredLaw = preferredLaw
    }

    /// What a packet with this number carries, if it was agreed.
    public func format(of type: PayloadType) -> Format? {
        if type == pcmu { return .audio(.mu) }
        if type == pcma { return .audio(.a) }
        if type == telephoneEvent { return .telephoneEvent }
        return type == comfortNoise ? .comfortNoise : nil
    }

    /// The number of a law, if it was agreed.
    public func payloadType(of law: G711.Law) -> PayloadType? {
        switch law {
        case .mu: pcmu
        case .a: pcma
        }
    }

    /// The law to send: the preferred one if it was agreed, else the other, else none.
    public var sendingLaw: G711.Law? {
        if payloadType(of: preferredLaw) != nil { return preferredLaw }
        if pcmu != nil { return .mu }
        return pcma == nil ? nil : .a
    }
}
