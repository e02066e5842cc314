import Audio

/// The RTCP side of a session: when a report is due, and what the peer's reports have told.
struct RTCPReporter: Sendable {
    private(set) var remote = RTPStatistics.Remote()
    private(set) var interval: RTCPInterval
    /// The middle of the peer's last sender report, and when it came (RFC 3550, section 6.4.1).
    private var lastSenderReport: (middle: UInt32, time: MediaTime)?
    /// Packets sent when the last report and the one before it left: whoever sent since is a sender (RFC 3550, section 6.3.8).
    private var packetsAtReports: (last: Int64, before: Int64) = (0, 0)
    /// A source that we have given up and that still has to say goodbye.
    private(set) var leaving: SSRC?

    init(seed: UInt64, at now: MediaTime) {
        interval = RTCPInterval(seed: seed &+ 3, at: now)
    }

    /// Whether we have sent since the report before the last.
    func isSender(_ packets: Int64) -> Bool { packets > packetsAtReports.before }

    /// Our SSRC is another one now.
    mutating func leave(_ source: SSRC) {
        leaving = source
        packetsAtReports = (0, 0)
    }

    /// Whether a report is due.
    mutating func isDue(at now: MediaTime, hasPeer: Bool, packets: Int64) -> Bool {
        let weSent = isSender(packets)
        return interval.isDue(
            at: now, members: hasPeer ? 2 : 1, senders: (weSent ? 1 : 0) + (hasPeer ? 1 : 0), weSent: weSent)
    }

    /// A report has been sent.
    mutating func didReport(size: Int, packets: Int64) {
        interval.follow(size: size)
        packetsAtReports = (packets, packetsAtReports.last)
        leaving = nil
    }

    /// What our block says of the peer's last sender report.
    func lastReport(at now: MediaTime) -> (middle: UInt32, delay: UInt32) {
        guard let lastSenderReport else { return (0, 0) }
        let elapsed = max(0, (now - lastSenderReport.time).samples)
        return (lastSenderReport.middle, UInt32(clamping: elapsed.multipliedReportingOverflow(by: 65536).partialValue / 8000))
    }

    /// Takes a sender report of the peer.
    mutating func receive(_ information: SenderInformation, at now: MediaTime) {
        lastSenderReport = (information.time.middle, now)
    }

    /// Takes what the peer says of us.
    mutating func receive(_ block: ReportBlock, at now: MediaTime) {
        remote.reports += 1
        remote.fractionLost = Double(block.fractionLost) / 256
        remote.lost = Int(block.cumulativeLost)
        remote.jitter = Double(block.jitter) / 8
        guard block.lastReport != 0 else { return }
        // A - LSR - DLSR (RFC 3550, section 6.4.1); nonsense is beyond a minute, or before the report itself.
        let elapsed = NTPTime(now).middle &- block.lastReport &- block.delaySinceLastReport
        guard elapsed < 60 << 16 else { return }
        remote.roundTrip = Double(elapsed) * 1000 / 65536
    }

    /// Takes the size of a datagram of the peer.
    mutating func follow(size: Int) {
        interval.follow(size: size)
    }
}
