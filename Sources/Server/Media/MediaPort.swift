import CRealTime

/// The sockets of one call leg: RTP on an even port and RTCP on the next (RFC 3550, 11).
///
/// A peer that offers rtcp-mux (RFC 5761) sends both to the even one; the odd one then stays silent. When the last owner lets go, the
/// sockets are closed and the pair goes back to its pool.
public final class MediaPort: Sendable {
    /// The even port, for RTP.
    public let number: UInt16
    let rtp: UDPSocket
    let rtcp: UDPSocket
    private let pool: MediaPortPool

    init(number: UInt16, address: rt_address, pool: MediaPortPool) throws(SystemError) {
        var address = address
        address.port = number
        rtp = try UDPSocket(bound: address)
        address.port = number + 1
        rtcp = try UDPSocket(bound: address)
        self.number = number
        self.pool = pool
    }

    deinit {
        pool.giveBack(number)
    }
}
