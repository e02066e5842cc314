import Audio

extension RTPSession {
    /// The octets that a buffer for reports must hold: SR with a block, SDES with the longest name, two BYEs.
    public static let reportSize = 28 + 24 + 268 + 8 + 8

    /// When ``report(into:at:)`` is to be called next.
    public var nextReport: MediaTime { control.interval.next }

    /// Whether ``nextReport`` has come: `mutating` as ``destination()`` is, and for the same reason.
    public mutating func isReportDue(at now: MediaTime) -> Bool { now >= control.interval.next }

    /// Writes a report if one is due: SR or RR, and SDES (RFC 3550, section 6.1). Returns its octets, or 0.
    public mutating func report(into buffer: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard remoteControlAddress != nil,
            control.isDue(at: now, hasPeer: source.ssrc != nil, packets: outgoing.packets)
        else { return 0 }
        var writer = RTCPWriter()
        writeReports(&writer, into: &buffer, at: now)
        if let leaving = control.leaving { writer.goodbye(of: leaving, into: &buffer) }
        return finish(writer)
    }

    /// Writes the last report, which says goodbye (RFC 3550, section 6.6); two parties need not wait with it (section 6.3.7).
    ///
    /// Who has sent neither audio nor a report does not say goodbye: then it returns 0.
    public mutating func goodbye(into buffer: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard remoteControlAddress != nil, counts.sent.packets > 0 || counts.sent.reports > 0 else { return 0 }
        var writer = RTCPWriter()
        writeReports(&writer, into: &buffer, at: now)
        writer.goodbye(of: outgoing.ssrc, into: &buffer)
        return finish(writer)
    }

    private mutating func writeReports(_ writer: inout RTCPWriter, into buffer: inout MutableSpan<UInt8>, at now: MediaTime) {
        let block = reportBlock(at: now)
        if control.isSender(outgoing.packets) {
            let information = SenderInformation(
                time: NTPTime(now), timestamp: outgoing.timestamp, packetCount: UInt32(truncatingIfNeeded: outgoing.packets),
                octetCount: UInt32(truncatingIfNeeded: outgoing.octets))
            writer.senderReport(from: outgoing.ssrc, information, block, into: &buffer)
        } else {
            writer.receiverReport(from: outgoing.ssrc, block, into: &buffer)
        }
        writer.sourceDescription(of: outgoing.ssrc, canonicalName: configuration.canonicalName, into: &buffer)
    }

    private mutating func finish(_ writer: RTCPWriter) -> Int {
        control.didReport(size: writer.size, packets: outgoing.packets)
        counts.sent.reports += 1
        return writer.size
    }

    private mutating func reportBlock(at now: MediaTime) -> ReportBlock? {
        guard let ssrc = source.ssrc else { return nil }
        let losses = source.report()
        let last = control.lastReport(at: now)
        return ReportBlock(
            source: ssrc, fractionLost: losses.fractionLost, cumulativeLost: losses.cumulativeLost,
            highestSequence: UInt32(truncatingIfNeeded: source.tracker.newest), jitter: source.reception.jitter,
            lastReport: last.middle, delaySinceLastReport: last.delay)
    }

    mutating func receiveControl(_ datagram: Span<UInt8>, from address: TransportAddress, at now: MediaTime) -> RTPReceived {
        guard latch.isPeer(address) else { return .ignored(.wrongSource) }
        // All of it is read before any of it is believed.
        var check = RTCPReader()
        do { while try check.next(in: datagram) != nil {} } catch { return .ignored(.malformedControl) }
        var reader = RTCPReader()
        var hasLeft = false
        while let packet = try? reader.next(in: datagram) {
            switch packet {
            case .senderReport(let ssrc, let information, let blocks):
                if isLooped(ssrc, from: address, at: now) { return .ignored(.looped) }
                if ssrc == source.ssrc { control.receive(information, at: now) }
                followControl(ssrc, address)
                readBlocks(blocks, in: datagram, at: now)
            case .receiverReport(let ssrc, let blocks):
                if isLooped(ssrc, from: address, at: now) { return .ignored(.looped) }
                followControl(ssrc, address)
                readBlocks(blocks, in: datagram, at: now)
            case .goodbye(let ssrc):
                if let ssrc, ssrc == source.ssrc {
                    source.leave()
                    hasLeft = true
                }
            case .sourceDescription, .other: break
            }
        }
        control.follow(size: datagram.count)
        return hasLeft ? .goodbye : .rtcp
    }

    /// Only a report of the source that we hear tells where its reports come from.
    private mutating func followControl(_ ssrc: SSRC, _ address: TransportAddress) {
        if ssrc == source.ssrc { controlLatch.follow(address, besides: latch.remoteAddress) }
    }

    private mutating func readBlocks(_ blocks: ReportBlocks, in datagram: Span<UInt8>, at now: MediaTime) {
        for index in 0..<blocks.count {
            guard let block = blocks.block(index, in: datagram), block.source == outgoing.ssrc else { continue }
            control.receive(block, at: now)
        }
    }
}
