import IVR
import SIP

/// What a server says when it starts.
struct StartUpBanner {
    /// The whole of it.
    let text: String

    /// Says where it is reached, what answers, whom it trusts and how urgently media run.
    init(_ server: HotlineServer, flows: [FlowName], prompts: PromptCatalog, demoPort: Int?) {
        let configuration = server.configuration
        var lines = ["Hotline \(MetricsPage.version)"]
        for listener in server.listeners {
            let reached = listener.advertised == listener.local ? "" : " (callers are told \(listener.advertised))"
            lines.append("  sip        \(listener.transport.rawValue.lowercased()) \(listener.local)\(reached)")
        }
        lines.append("  media      UDP \(configuration.rtpPorts.lowerBound)-\(configuration.rtpPorts.upperBound), \(Self.threads(server))")
        lines.append("  flows      \(flows.isEmpty ? "none" : flows.map(\.rawValue).joined(separator: ", "))")
        lines.append("  routes     \(Self.routes(configuration.routes))")
        if let addresses = Self.addresses(configuration.routes, at: server.listeners) { lines.append("  call       \(addresses)") }
        lines.append(
            "  prompts    \(prompts.entries.count { !$0.isVocabulary }) in \(prompts.names.keys.map(\.rawValue).sorted().joined(separator: ", "))"
        )
        let stream = configuration.paths.records.map { ", as lines in \($0)" } ?? ""
        lines.append("  records    \(server.records.path)\(stream)")
        if let port = server.metricsPort {
            lines.append("  metrics    http://\(configuration.metrics?.host ?? "127.0.0.1"):\(port)/metrics")
        }
        if let demoPort { lines.append("  service    http://127.0.0.1:\(demoPort) (the demonstration's example)") }
        lines += Self.trust(configuration.trusted)
        lines.append("ready")
        text = lines.joined(separator: "\n")
    }

    private static func threads(_ server: HotlineServer) -> String {
        let levels = Set(server.workers.compactMap { $0.level?.description }).sorted().joined(separator: ", ")
        return "\(server.workers.count) \(server.workers.count == 1 ? "thread" : "threads"), scheduling \(levels)"
    }

    private static func routes(_ routes: [Configuration.Route]) -> String {
        guard !routes.isEmpty else { return "none: every call gets 404" }
        return routes.map { "\($0.match) -> \($0.flow)" }.joined(separator: ", ")
    }

    /// What a telephone is told to call; nil when no route is for one number, or nobody listens.
    private static func addresses(_ routes: [Configuration.Route], at listeners: [SIPListener]) -> String? {
        let numbers = routes.compactMap { if case .number(let number) = $0.match { number } else { nil } }
        guard let listener = listeners.first(where: { $0.transport == .udp }), !numbers.isEmpty else { return nil }
        let place = listener.advertised.port == 5060 ? "\(listener.advertised.host)" : "\(listener.advertised)"
        return numbers.prefix(5).map { "sip:\($0)@\(place)" }.joined(separator: " or ")
    }

    private static func trust(_ trusted: [IPNetwork]) -> [String] {
        guard !trusted.isEmpty else { return ["  trusted    nobody: every call is ignored until `trusted` names peers"] }
        var lines = ["  trusted    \(trusted.map(\.description).joined(separator: ", "))"]
        let shared = trusted.filter { network in
            Self.privateNetworks.contains { $0.contains(network.address) && $0.prefix <= network.prefix }
        }
        let open = trusted.filter { $0.prefix == 0 }
        if !shared.isEmpty { lines.append("  WARNING    everybody in the private networks around this machine may call") }
        if !open.isEmpty { lines.append("  WARNING    the whole Internet may call") }
        return lines
    }

    /// RFC 1918, RFC 4193.
    private static let privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].compactMap { IPNetwork($0) }
}
