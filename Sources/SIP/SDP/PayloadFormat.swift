/// What an RTP payload type stands for: an entry of `m=` with its `a=rtpmap` and `a=fmtp` (RFC 8866, 6.6 and 6.15).
public struct PayloadFormat: Hashable, Sendable {
    /// The number in RTP packets, 0 to 127.
    public var payloadType: UInt8
    /// `PCMU`, `telephone-event`, ...; case does not matter.
    public var encoding: String
    /// The clock of its timestamps [Hz].
    public var clockRate: Int
    /// 1 unless told otherwise.
    public var channels: Int
    /// The parameters of `a=fmtp`.
    public var parameters: String?

    /// A format.
    public init(payloadType: UInt8, encoding: String, clockRate: Int, channels: Int = 1, parameters: String? = nil) {
        self.payloadType = payloadType
        self.encoding = encoding
        self.clockRate = clockRate
        self.channels = channels
        self.parameters = parameters
    }

    /// The format a number stands for without an `a=rtpmap` (RFC 3551, 6), for audio that exists.
    static func assigned(_ payloadType: UInt8) -> PayloadFormat? {
        let name: String
        switch payloadType {
        case 0: name = "PCMU"
        case 3: name = "GSM"
        case 4: name = "G723"
        case 8: name = "PCMA"
        case 9: name = "G722"
        case 13: name = "CN"
        case 15: name = "G728"
        case 18: name = "G729"
        default: return nil
        }
        return PayloadFormat(payloadType: payloadType, encoding: name, clockRate: 8_000)
    }

    /// Whether it is this encoding in one channel.
    public func isEncoding(_ name: String, clockRate: Int) -> Bool {
        encoding.isSameIgnoringCase(name) && self.clockRate == clockRate && channels == 1
    }

    /// The value of `a=rtpmap`.
    var mapText: String { "\(payloadType) \(encoding)/\(clockRate)" + (channels > 1 ? "/\(channels)" : "") }

    /// Reads the value of `a=rtpmap`: `number encoding/rate[/channels]`.
    init?(mapping text: String) {
        let words = text.split(at: " ")
        guard words.count >= 2, let number = UInt8(words[0]), number < 128 else { return nil }
        let parts = words[1].split(at: "/", keepsEmpty: true)
        guard (2...3).contains(parts.count), !parts[0].isEmpty, let rate = Int(parts[1]), (1...1_000_000).contains(rate) else { return nil }
        var channels = 1
        if parts.count == 3 {
            guard let count = Int(parts[2]), (1...255).contains(count) else { return nil }
            channels = count
        }
        self.init(payloadType: number, encoding: String(parts[0]), clockRate: rate, channels: channels)
    }
}

extension MediaDescription {
    /// The formats of an RTP medium in their order; numbers nobody has given a meaning are left out.
    public var payloadFormats: [PayloadFormat] {
        let maps = attributes.all("rtpmap").compactMap { PayloadFormat(mapping: $0) }
        return formats.compactMap { word in
            guard let number = UInt8(word), number < 128 else { return nil }
            guard var format = maps.first(where: { $0.payloadType == number }) ?? PayloadFormat.assigned(number) else { return nil }
            format.parameters = formatParameters(number)
            return format
        }
    }

    /// The parameters of `a=fmtp` for one payload type.
    public func formatParameters(_ payloadType: UInt8) -> String? {
        for value in attributes.all("fmtp") {
            guard let space = value.utf8.firstIndex(of: 32), UInt8(value[..<space]) == payloadType else { continue }
            let parameters = value[value.utf8.index(after: space)...]
            return parameters.isEmpty ? nil : String(parameters)
        }
        return nil
    }

    /// Adds a format with its `a=rtpmap` and `a=fmtp`.
    mutating func add(_ format: PayloadFormat) {
        formats.append(String(format.payloadType))
        attributes.add("rtpmap", format.mapText)
        if let parameters = format.parameters { attributes.add("fmtp", "\(format.payloadType) \(parameters)") }
    }
}
