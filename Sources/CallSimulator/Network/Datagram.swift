/// One packet under way, in a fixed place: RTP and RTCP of a simulated call fit.
struct Datagram: Sendable {
    /// The most that fits [octets].
    static let capacity = 512

    var octets = InlineArray<512, UInt8>(repeating: 0)
    var count = 0
}
