import SIP

extension RouteLookup {
    /// The address of this machine that leads out into the world, or loopback on one that is alone.
    func outwardAddress(isIPv6: Bool) -> SIPHost {
        // Addresses for documentation (RFC 5737, RFC 3849): the default route leads to them, and nobody is there.
        let (world, alone): (SIPHost, SIPHost) =
            isIPv6 ? (.ipv6(high: 0x2001_0db8_0000_0000, low: 1), .ipv6(high: 0, low: 1)) : (.ipv4(0xc000_0201), .ipv4(0x7f00_0001))
        return localAddress(leadingTo: world) ?? alone
    }
}
