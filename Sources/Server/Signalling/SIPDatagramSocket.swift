import Glibc
import NIOCore
import NIOPosix

/// A bound UDP socket of which NIO reads one half, while datagrams leave by the other.
///
/// NIO closes a socket when the kernel does not take a datagram: because of port 0, of a broadcast address, of a network without a route.
/// Such a destination may stand in anybody's Contact, and says nothing about the next one.
struct SIPDatagramSocket {
    /// The half that is read.
    let channel: any Channel
    /// The half by which datagrams leave.
    let sender: Descriptor

    /// A descriptor that is closed when nobody sends by it any more.
    final class Descriptor: Sendable {
        private let number: Int32

        init(_ number: Int32) { self.number = number }

        deinit { close(number) }

        /// Sends a datagram; false when it can never get there, or is too large for any. One that is not taken for now is lost, as
        /// datagrams may be: SIP repeats it.
        func send(_ bytes: [UInt8], to address: SocketAddress) -> Bool {
            let failure = address.withSockAddr {
                sendto(number, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, socklen_t($1)) >= 0 ? 0 : errno
            }
            return ![EINVAL, EACCES, EAFNOSUPPORT, EMSGSIZE].contains(failure)
        }
    }

    /// Binds a socket, without SO_REUSEADDR, which would let a second server take half of the datagrams.
    static func bind(to address: SocketAddress) throws -> (reader: Int32, sender: Descriptor) {
        let type = SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let reader = socket(address.protocol.rawValue, Int32(type), 0)
        guard reader >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        var yes: Int32 = 1
        // Without this `::` takes IPv4 too, and a listener of its own for IPv4 could not be bound beside it.
        if case .v6 = address { setsockopt(reader, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, socklen_t(MemoryLayout<Int32>.size)) }
        var failure = address.withSockAddr { Glibc.bind(reader, $0, socklen_t($1)) == 0 ? 0 : errno }
        if failure == 0 {
            let sender = fcntl(reader, F_DUPFD_CLOEXEC, 0)
            if sender >= 0 { return (reader, Descriptor(sender)) }
            failure = errno
        }
        close(reader)
        throw IOError(errnoCode: failure, reason: "bind")
    }
}
