/// What of the other side's formats we can use, in the order an answer has them.
struct CodecChoice {
    /// A codec and the format it was described by.
    struct Codec {
        var codec: SDPAudioCodec
        var format: PayloadFormat
    }

    private(set) var codecs: [Codec] = []
    private(set) var telephoneEvent: PayloadFormat?
    private(set) var comfortNoise: PayloadFormat?
    private(set) var telephoneEvents = TelephoneEventSet()

    init(_ formats: [PayloadFormat], _ capabilities: AudioCapabilities) {
        for format in formats {
            // A codec that is described twice is used by its first number.
            guard let codec = SDPAudioCodec(format), capabilities.codecs.contains(codec), !codecs.contains(where: { $0.codec == codec })
            else { continue }
            codecs.append(Codec(codec: codec, format: format))
        }
        if capabilities.prefersOwnOrder {
            codecs = capabilities.codecs.compactMap { codec in codecs.first { $0.codec == codec } }
        }
        guard let clockRate = codecs.first?.codec.clockRate else { return }
        chooseTelephoneEvent(formats, capabilities, clockRate)
        if capabilities.comfortNoise { comfortNoise = formats.first { $0.isEncoding("CN", clockRate: clockRate) } }
    }

    /// Events run on the clock of the codec they interrupt (RFC 4733, 2.1), so others of the kind are left aside.
    private mutating func chooseTelephoneEvent(_ formats: [PayloadFormat], _ capabilities: AudioCapabilities, _ clockRate: Int) {
        for format in formats where format.isEncoding("telephone-event", clockRate: clockRate) {
            let theirs = format.parameters.flatMap { TelephoneEventSet($0) } ?? .keys
            let common = theirs.intersection(capabilities.telephoneEvents)
            guard !common.isEmpty else { continue }
            telephoneEvent = format
            telephoneEvents = common
            return
        }
    }

    /// The formats of our answer: theirs with their numbers, in the order of the offer but for codecs we prefer.
    func formats(_ capabilities: AudioCapabilities) -> [PayloadFormat] {
        var formats = codecs.map(\.format)
        if let comfortNoise { formats.append(comfortNoise) }
        if var telephoneEvent {
            telephoneEvent.parameters = telephoneEvents.description
            formats.append(telephoneEvent)
        }
        return formats
    }
}
