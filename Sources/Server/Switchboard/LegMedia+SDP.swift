import Audio
import CallEngine
import RTP
import SIP

extension LegMedia {
    /// What offer and answer came to, in the words of the media side.
    init(_ agreed: NegotiatedMedia) {
        let received = Dictionary(
            agreed.receptions.compactMap { reception in PayloadType(reception.payloadType).map { (reception.codec, $0) } }
        ) { first, _ in first }
        let law: G711.Law = agreed.codec == .pcmu ? .mu : .a
        let sent = PayloadType(agreed.sendPayloadType)
        self.init(
            receiving: PayloadFormats(
                pcmu: received[.pcmu], pcma: received[.pcma], comfortNoise: agreed.receiveComfortNoise.flatMap { PayloadType($0) },
                telephoneEvent: agreed.receiveTelephoneEvent.flatMap { PayloadType($0) }, preferredLaw: law),
            sending: PayloadFormats(
                pcmu: law == .mu ? sent : nil, pcma: law == .a ? sent : nil,
                comfortNoise: agreed.sendComfortNoise.flatMap { PayloadType($0) },
                telephoneEvent: agreed.sendTelephoneEvent.flatMap { PayloadType($0) }, preferredLaw: law),
            remote: TransportAddress(agreed.remote), remoteControl: TransportAddress(agreed.remoteRTCP), direction: agreed.direction.media)
    }
}

extension TransportAddress {
    /// The address of an SDP; nil for a name, which is not looked up (the caller's packets tell), and for the one that means hold.
    init?(_ endpoint: SIPEndpoint) {
        guard !endpoint.host.isUnspecified, endpoint.port > 0 else { return nil }
        switch endpoint.host {
        case .name: return nil
        case .ipv4(let address): self.init(ipv4: address, port: endpoint.port)
        case .ipv6(let high, let low): self.init(upper: high, lower: low, port: endpoint.port)
        }
    }

    /// The host alone.
    var host: SIPHost { ipv4.map { .ipv4($0) } ?? .ipv6(high: upper, low: lower) }
}

extension SIP.MediaDirection {
    /// The same for the media side.
    fileprivate var media: RTP.MediaDirection {
        switch self {
        case .sendReceive: .sendAndReceive
        case .sendOnly: .sendOnly
        case .receiveOnly: .receiveOnly
        case .inactive: .inactive
        }
    }
}
