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
        let names: [UInt8: String] = [0: "PCMU", 3: "GSM", 4: "G723", 8: "PCMA", 9: "G722", 13: "CN", 15: "G728", 18: "G729"]
        return names[payloadType].map { PayloadFormat(payloadType: payloadType, encoding: $0, clockRate: 8_000) }
    }

    /// Whether it is this encoding in one channel.
    public func isEncoding(_ name: String, clockRate: Int) -> Bool {
        encoding.isSameIgnoringCase(name) && self.clockRate == clockRate && channels == 1
    }

    /// The value of `a=rtpmap`.
    var mapText: String { "\(payloadType) \(encoding)/\(clockRate)" + (channels > 1 ? "/\(channels)" : "") }

    /// Reads the value of `a=rtpmap`: `number encoding/rate[/channels]`.
    init?(mapping text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count >= 2, let number = UInt8(words[0]), number < 128 else { return nil }
        let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
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
            let words = value.split(separator: " ", maxSplits: 1)
            if words.count == 2, UInt8(words[0]) == payloadType { return String(words[1]) }
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
