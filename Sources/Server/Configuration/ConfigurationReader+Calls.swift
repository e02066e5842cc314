import Diagnostics
import Foundation
import IVR
import Queueing
import SIP

extension ConfigurationReader {
    /// Which flow answers which number.
    mutating func readRoutes() {
        var seen: Set<Configuration.Route.Match> = []
        for node in map.list("routes", &findings) ?? [] {
            guard let reader = MappingReader(node, Configuration.routeKeys, &findings) else { continue }
            let number = reader.text("number", &findings)
            let prefix = reader.text("prefix", &findings)
            guard let flow = reader.text("flow", &findings) else { continue }
            let language = reader.text("language", &findings).map { LanguageTag($0.value) }
            if number != nil, let prefix {
                findings.add(
                    Diagnostic(at: prefix.range, "a route is for a number or for a prefix, not for both", rule: "configuration-route"))
            }
            let match: Configuration.Route.Match =
                if let number { .number(number.value) } else if let prefix { .prefix(prefix.value) } else { .any }
            if !seen.insert(match).inserted {
                let range = number?.range ?? prefix?.range ?? node.range
                findings.add(Diagnostic(at: range, "an earlier route is for the same numbers", rule: "configuration-route"))
            }
            configuration.routes.append(Configuration.Route(match: match, flow: FlowName(flow.value), language: language))
        }
    }

    /// Where a queue's callers are handed to.
    mutating func readQueues() {
        for entry in map.dictionary("queues", &findings) ?? [] {
            guard let reader = MappingReader(entry.value, Configuration.queueKeys, &findings) else { continue }
            let trunk = reader.text("trunk", &findings)
            let shares = texts(reader, "share") ?? []
            readPlan(reader, QueueID(entry.name))
            let target = reader.text("target", &findings)
            if let trunk, configuration.trunks[trunk.value] == nil { unknown("trunk", trunk, of: configuration.trunks.keys) }
            if let target { checkAddress(target, trunk: trunk?.value, of: "a target") }
            let names = shares.map { VariableName($0.value) }
            configuration.queues[QueueName(entry.name)] = Configuration.Queue(target: target?.value, trunk: trunk?.value, shares: names)
        }
    }

    /// Web addresses that `notify` names.
    mutating func readTargets() {
        for entry in map.dictionary("notify", &findings) ?? [] {
            guard let reader = MappingReader(entry.value, Configuration.targetKeys, &findings) else { continue }
            let timeout = reader.duration("timeout", &findings)?.value.rawValue
            guard let url = reader.text("url", &findings) else { continue }
            let scheme = URL(string: url.value)?.scheme?.lowercased()
            guard scheme == "http" || scheme == "https" else {
                findings.add(Diagnostic(at: url.range, "`\(url.value)` is no http or https address", rule: "configuration-target"))
                continue
            }
            configuration.targets[entry.name] = Configuration.Target(url: url.value, timeout: timeout ?? 10_000)
        }
    }

    mutating func unknown(_ kind: String, _ name: Located<String>, of names: some Sequence<String>) {
        let suggestion = Suggestion.nearest(to: name.value, in: Array(names))
        findings.add(Diagnostic(at: name.range, "there is no \(kind) `\(name.value)`", suggestion: suggestion, rule: "unknown-\(kind)"))
    }
}
