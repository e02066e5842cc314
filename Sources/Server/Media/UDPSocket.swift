import CRealTime
import Glibc

/// A bound, non-blocking UDP socket; closed when its owner lets go of it.
struct UDPSocket: ~Copyable, Sendable {
    /// The largest datagram taken: RTP stays below an Ethernet frame.
    static let capacity = 2048

    private let descriptor: Int32

    /// Binds a socket to an address and port of this machine.
    init(bound address: rt_address) throws(SystemError) {
        var address = address
        descriptor = rt_udp_open(&address)
        guard descriptor >= 0 else { throw SystemError(doing: "bind UDP port \(address.port)", code: -descriptor) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes the next datagram; its length [octets], or nil when none waits.
    ///
    /// An ICMP error that came back for something sent is no datagram either, but there may be one behind it: it is passed over.
    func receive(into buffer: UnsafeMutableBufferPointer<UInt8>, from sender: inout rt_address) -> Int? {
        while true {
            let count = rt_udp_receive(descriptor, buffer.baseAddress, buffer.count, &sender)
            if count >= 0 { return Int(count) }
            guard -count == ECONNREFUSED || -count == EINTR else { return nil }
        }
    }

    /// Sends the first `count` octets of the buffer; false when the kernel took none (a full queue, no route).
    func send(_ buffer: UnsafeMutableBufferPointer<UInt8>, count: Int, to receiver: rt_address) -> Bool {
        var receiver = receiver
        return rt_udp_send(descriptor, buffer.baseAddress, min(count, buffer.count), &receiver) >= 0
    }

    /// The port the socket is bound to.
    var port: UInt16 {
        var local = rt_address()
        return rt_udp_local(descriptor, &local) >= 0 ? local.port : 0
    }
}
