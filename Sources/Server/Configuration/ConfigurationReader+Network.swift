import Diagnostics
import SIP

extension Configuration.Address {
    /// Reads `192.0.2.1`, `192.0.2.1:5060`, `::1` and `[::1]:5060`; nil for names, and when the port is none.
    init?(_ text: String, defaultPort: Int) {
        if let host = SIPHost(text), host.isAddress {
            self.init(host: host.addressText, port: defaultPort)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let host = SIPHost(text[..<colon]), host.isAddress,
            let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        self.init(host: host.addressText, port: Int(port))
    }
}

extension ConfigurationReader {
    /// Where calls come from: listeners, the advertised address, media ports, trusted peers.
    mutating func readNetwork() {
        if let listen = texts(map, "listen") { configuration.listen = listen.compactMap { listener($0) } }
        if let advertise = map.text("advertise", &findings) { readAdvertise(advertise) }
        if let ports = map.text("rtp-ports", &findings) { readPorts(ports) }
        if map.choice("strangers", &findings)?.value == "refuse" { configuration.strangers = .forbid }
        configuration.trusted = networks(map, "trusted")
    }

    /// Addresses and networks.
    mutating func networks(_ map: MappingReader, _ key: String) -> [IPNetwork] {
        var networks: [IPNetwork] = []
        for text in texts(map, key) ?? [] {
            if let network = IPNetwork(text.value) {
                networks.append(network)
            } else {
                let hint = "a peer is an address or a network: 192.0.2.10, 192.0.2.0/24, 2001:db8::/32"
                findings.add(
                    Diagnostic(at: text.range, "`\(text.value)` is no address or network", hint: hint, rule: "configuration-network"))
            }
        }
        return networks
    }

    /// `udp 0.0.0.0:5060`; without a transport, UDP.
    private mutating func listener(_ text: Located<String>) -> Configuration.Listener? {
        let words = text.value.split(separator: " ")
        guard words.count == 2, let transport = SIPTransportProtocol(rawValue: words[0].uppercased()) else {
            let suggestion =
                words.count == 1 ? "udp \(text.value)" : words.first.flatMap { Suggestion.nearest(to: String($0), in: ["udp", "tcp"]) }
            let hint = "a listener is a transport and an address: udp 0.0.0.0:5060"
            findings.add(
                Diagnostic(
                    at: text.range, "`\(text.value)` is no listener", suggestion: suggestion, hint: hint, rule: "configuration-listener"))
            return nil
        }
        let place = Located(String(words[1]), at: text.range.part(from: text.value.count - words[1].count, count: words[1].count))
        return address(place, defaultPort: 5060).map { Configuration.Listener(transport: transport, host: $0.host, port: $0.port) }
    }

    private mutating func readAdvertise(_ text: Located<String>) {
        guard let host = SIPHost(text.value), host.isAddress, !host.isUnspecified else {
            let hint = "callers send to it: a numeric address of this machine or of its NAT"
            findings.add(Diagnostic(at: text.range, "`\(text.value)` cannot be advertised", hint: hint, rule: "configuration-address"))
            return
        }
        configuration.advertise = host.addressText
    }

    /// `20000-29999`: an even port and at least one pair.
    private mutating func readPorts(_ text: Located<String>) {
        let ends = text.value.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0.filter { $0 != " " }) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 1024, low % 2 == 0, high > low else {
            let hint = "media ports are a range that begins with an even port above 1023: 20000-29999"
            findings.add(Diagnostic(at: text.range, "`\(text.value)` is no range of media ports", hint: hint, rule: "configuration-ports"))
            return
        }
        configuration.rtpPorts = low...high
    }

    /// The address for Prometheus, or `off`.
    mutating func readMetrics() {
        guard let text = map.text("metrics", &findings) else { return }
        configuration.metrics = text.value == "off" ? nil : address(text, defaultPort: 9090) ?? configuration.metrics
    }

    /// Peers that take calls.
    mutating func readTrunks() {
        for entry in map.dictionary("trunks", &findings) ?? [] {
            guard let reader = MappingReader(entry.value, Configuration.trunkKeys, &findings) else { continue }
            guard let text = reader.text("address", &findings), let address = address(text, defaultPort: 5060) else { continue }
            let transport = reader.choice("transport", &findings).flatMap { SIPTransportProtocol(rawValue: $0.value.uppercased()) }
            let account = account(reader)
            let from = reader.text("from", &findings)?.value ?? account?.user
            configuration.trunks[entry.name] = Configuration.Trunk(
                address: address, transport: transport ?? .udp, from: from, account: account)
        }
    }

    private mutating func account(_ map: MappingReader) -> Configuration.Trunk.Account? {
        guard let node = map.value("account"), let reader = MappingReader(node, Configuration.accountKeys, &findings),
            let user = reader.text("user", &findings), let password = secret(reader, "password")
        else { return nil }
        return Configuration.Trunk.Account(user: user.value, password: password)
    }
}
