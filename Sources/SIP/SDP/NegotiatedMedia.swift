/// What offer and answer came to: everything the media side needs to send and receive.
public struct NegotiatedMedia: Hashable, Sendable {
    /// A payload type we receive and what is in it.
    public struct Reception: Hashable, Sendable {
        /// The number in RTP packets.
        public var payloadType: UInt8
        /// What is in them.
        public var codec: SDPAudioCodec

        /// A mapping.
        public init(payloadType: UInt8, codec: SDPAudioCodec) {
            self.payloadType = payloadType
            self.codec = codec
        }
    }

    /// Where RTP goes. The host may be a name, and is unspecified when the other side holds the old way.
    public var remote: SIPEndpoint
    /// Where RTCP goes.
    public var remoteRTCP: SIPEndpoint
    /// The codec we send.
    public var codec: SDPAudioCodec
    /// The payload type we send it with.
    public var sendPayloadType: UInt8
    /// Every codec that may come, as we have numbered it.
    public var receptions: [Reception]
    /// The payload type to send telephone events with; nil when the other side takes none.
    public var sendTelephoneEvent: UInt8?
    /// The payload type telephone events come with.
    public var receiveTelephoneEvent: UInt8?
    /// The events both sides know.
    public var telephoneEvents: TelephoneEventSet
    /// The payload type to send comfort noise with.
    public var sendComfortNoise: UInt8?
    /// The payload type comfort noise comes with.
    public var receiveComfortNoise: UInt8?
    /// Which way media go, seen from here.
    public var direction: MediaDirection
    /// The packet time the other side wishes to receive [ms]; 20 when it does not say.
    public var packetTime: Int
    /// The longest packet the other side takes [ms].
    public var maximumPacketTime: Int?
    /// Whether RTCP shares the port of RTP, both ways.
    public var multiplexesRTCP: Bool

    /// Whether the other side has put us on hold.
    public var isHeld: Bool { !direction.sends }
}
