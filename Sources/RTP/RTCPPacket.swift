/// One packet of a compound RTCP datagram (RFC 3550, section 6); lists stay in the datagram and are read by index.
public enum RTCPPacket: Hashable, Sendable {
    /// What a sender has sent, and what it has received (RFC 3550, section 6.4.1).
    case senderReport(SSRC, SenderInformation, ReportBlocks)
    /// What a receiver has received (RFC 3550, section 6.4.2).
    case receiverReport(SSRC, ReportBlocks)
    /// Who the sources are (RFC 3550, section 6.5).
    case sourceDescription
    /// A source leaves; the first of those named, if any is (RFC 3550, section 6.6).
    case goodbye(SSRC?)
    /// A type we do not read: it is skipped, as RFC 3550, section 6.1 asks.
    case other(UInt8)

    static let senderReportType: UInt8 = 200
    static let receiverReportType: UInt8 = 201
    static let sourceDescriptionType: UInt8 = 202
    static let goodbyeType: UInt8 = 203

    /// Whether a datagram that shares a port with RTP is RTCP: by its second octet (RFC 5761, section 4).
    public static func isControl(_ datagram: Span<UInt8>) -> Bool {
        datagram.count >= 2 && datagram[0] >> 6 == 2 && (192...223).contains(datagram[1])
    }
}

/// Why a datagram is not RTCP (RFC 3550, A.2).
public enum RTCPError: Error, Hashable, Sendable {
    /// A packet says that it is longer than what is there.
    case tooShort
    /// The version is not 2.
    case wrongVersion
    /// Padding before the last packet, or of a wrong length.
    case badPadding
    /// A list holds fewer entries than its count says.
    case badCount
}

/// The sender's part of a sender report (RFC 3550, section 6.4.1).
public struct SenderInformation: Hashable, Sendable {
    static let size = 20

    /// When the report was sent, on the sender's clock.
    public var time: NTPTime
    /// The same moment on the RTP clock.
    public var timestamp: RTPTimestamp
    /// Packets sent since the beginning.
    public var packetCount: UInt32
    /// Payload octets sent since the beginning.
    public var octetCount: UInt32

    init(time: NTPTime, timestamp: RTPTimestamp, packetCount: UInt32, octetCount: UInt32) {
        self.time = time
        self.timestamp = timestamp
        self.packetCount = packetCount
        self.octetCount = octetCount
    }

    init(parsing datagram: Span<UInt8>, at offset: Int) {
        time = NTPTime(UInt64(datagram.uint32(at: offset)) << 32 | UInt64(datagram.uint32(at: offset + 4)))
        timestamp = RTPTimestamp(datagram.uint32(at: offset + 8))
        packetCount = datagram.uint32(at: offset + 12)
        octetCount = datagram.uint32(at: offset + 16)
    }

    func write(into buffer: inout MutableSpan<UInt8>, at offset: Int) {
        buffer.put(UInt32(truncatingIfNeeded: time.rawValue >> 32), at: offset)
        buffer.put(UInt32(truncatingIfNeeded: time.rawValue), at: offset + 4)
        buffer.put(timestamp.rawValue, at: offset + 8)
        buffer.put(packetCount, at: offset + 12)
        buffer.put(octetCount, at: offset + 16)
    }
}

/// The report blocks of a report, still in the datagram.
public struct ReportBlocks: Hashable, Sendable {
    /// How many there are, 0 to 31.
    public let count: Int
    let offset: Int

    /// The block at `index`, which is in `0..<count`, of the datagram that was parsed.
    public func block(_ index: Int, in datagram: Span<UInt8>) -> ReportBlock? {
        let start = offset + index * ReportBlock.size
        guard (0..<count).contains(index), start + ReportBlock.size <= datagram.count else { return nil }
        return ReportBlock(parsing: datagram, at: start)
    }
}

/// What a receiver says of one source (RFC 3550, section 6.4.1).
public struct ReportBlock: Hashable, Sendable {
    static let size = 24

    /// Which source.
    public var source: SSRC
    /// Of the packets since the last report [1/256].
    public var fractionLost: UInt8
    /// In all; 24 bits with sign.
    public var cumulativeLost: Int32
    /// The highest number received, with its cycles.
    public var highestSequence: UInt32
    /// Interarrival jitter [samples].
    public var jitter: UInt32
    /// The middle 32 bits of the last sender report's time; 0 when there was none.
    public var lastReport: UInt32
    /// From that report to this one [1/65536 s].
    public var delaySinceLastReport: UInt32

    init(
        source: SSRC, fractionLost: UInt8, cumulativeLost: Int32, highestSequence: UInt32, jitter: UInt32, lastReport: UInt32,
        delaySinceLastReport: UInt32
    ) {
        self.source = source
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.highestSequence = highestSequence
        self.jitter = jitter
        self.lastReport = lastReport
        self.delaySinceLastReport = delaySinceLastReport
    }

    init(parsing datagram: Span<UInt8>, at offset: Int) {
        source = SSRC(datagram.uint32(at: offset))
        let lost = datagram.uint32(at: offset + 4)
        fractionLost = UInt8(truncatingIfNeeded: lost >> 24)
        // The sign of 24 bits is carried into 32 by shifting it up and down again.
        cumulativeLost = Int32(bitPattern: lost << 8) >> 8
        highestSequence = datagram.uint32(at: offset + 8)
        jitter = datagram.uint32(at: offset + 12)
        lastReport = datagram.uint32(at: offset + 16)
        delaySinceLastReport = datagram.uint32(at: offset + 20)
    }

    func write(into buffer: inout MutableSpan<UInt8>, at offset: Int) {
        buffer.put(source.rawValue, at: offset)
        buffer.put(UInt32(fractionLost) << 24 | UInt32(bitPattern: cumulativeLost) & 0xff_ffff, at: offset + 4)
        buffer.put(highestSequence, at: offset + 8)
        buffer.put(jitter, at: offset + 12)
        buffer.put(lastReport, at: offset + 16)
        buffer.put(delaySinceLastReport, at: offset + 20)
    }
}
