import Testing

@testable import SIP

struct Membership: Sendable, CustomTestStringConvertible {
    var network: String
    var address: String
    var isMember: Bool
    var testDescription: String { "\(address) in \(network)" }
}

@Suite struct `Networks of addresses` {
    @Test(arguments: [
        Membership(network: "10.0.0.0/8", address: "10.255.1.2", isMember: true),
        Membership(network: "10.0.0.0/8", address: "11.0.0.1", isMember: false),
        Membership(network: "10.1.2.3/8", address: "10.9.9.9", isMember: true),
        Membership(network: "192.0.2.7", address: "192.0.2.7", isMember: true),
        Membership(network: "192.0.2.7", address: "192.0.2.8", isMember: false),
        Membership(network: "0.0.0.0/0", address: "203.0.113.9", isMember: true),
        Membership(network: "0.0.0.0/0", address: "2001:db8::1", isMember: false),
        Membership(network: "10.0.0.0/8", address: "::ffff:10.0.0.1", isMember: true),
        Membership(network: "2001:db8::/33", address: "2001:db8:7fff::1", isMember: true),
        Membership(network: "2001:db8::/33", address: "2001:db8:8000::1", isMember: false),
        Membership(network: "2001:db8::/64", address: "2001:db8::ffff", isMember: true),
        Membership(network: "2001:db8::1", address: "2001:db8::1", isMember: true),
        Membership(network: "2001:db8::1", address: "2001:db8::2", isMember: false),
        Membership(network: "2001:db8::8/125", address: "2001:db8::f", isMember: true),
        Membership(network: "2001:db8::8/125", address: "2001:db8::10", isMember: false),
        Membership(network: "::/0", address: "::1", isMember: true),
        Membership(network: "::/0", address: "10.0.0.1", isMember: false),
        Membership(network: "0.0.0.0/0", address: "example.com", isMember: false),
    ]) func `a network knows its members`(_ row: Membership) throws {
        let network = try #require(IPNetwork(row.network))
        #expect(network.contains(try #require(SIPHost(row.address))) == row.isMember)
    }

    @Test(arguments: ["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "x/8", "10.0.0.0/8/8", "10.0.0.0/1e1", "10.0.0/8", ""])
    func `what is no network is refused`(_ text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
