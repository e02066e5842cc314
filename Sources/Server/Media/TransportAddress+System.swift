import CRealTime
import RTP

extension TransportAddress {
    /// What the kernel said.
    @inline(__always) init(_ address: rt_address) {
        self.init(upper: address.upper, lower: address.lower, port: address.port)
    }

    /// The same for the kernel.
    @inline(__always) var system: rt_address {
        rt_address(upper: upper, lower: lower, port: port)
    }

    /// Reads a numeric IPv4 or IPv6 address.
    init?(_ text: String, port: UInt16) {
        var address = rt_address()
        guard rt_address_parse(text, port, &address) else { return nil }
        self.init(address)
    }
}
