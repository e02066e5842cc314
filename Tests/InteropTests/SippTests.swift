import Foundation
import Glibc
import Testing

/// A scenario, the flow it calls, and what the records must say of each call.
struct CallRow: Sendable, CustomTestStringConvertible {
    var scenario: String
    var flow: String
    var transport = SippCaller.Transport.udp
    var end: String
    var steps: String
    var codec = "PCMU"
    var testDescription: String { "\(scenario) to \(flow) over \(transport.rawValue)" }
}

/// A refusal, and what brings it about.
struct RefusalRow: Sendable, CustomTestStringConvertible {
    var number: String
    var formats = "0"
    var status: Int
    var counter: String
    var testDescription: String { "\(number) with formats \(formats)" }
}

@Suite(.serialized) struct `sipp calls the hotline` {
    private static let rows: [CallRow] = [
        CallRow(scenario: "call", flow: "greeting", end: "caller hung-up", steps: "greeting"),
        CallRow(scenario: "call", flow: "menu", end: "caller hung-up", steps: "choose"),
        CallRow(scenario: "call", flow: "entry", end: "caller hung-up", steps: "number"),
        CallRow(scenario: "call", flow: "message", end: "caller hung-up", steps: "message"),
        CallRow(scenario: "second-long", flow: "message", end: "caller hung-up", steps: "message"),
        CallRow(scenario: "call", flow: "waiting", end: "caller hung-up", steps: "wait"),
        CallRow(scenario: "call", flow: "transferring", end: "caller hung-up", steps: "call"),
        CallRow(scenario: "second-long", flow: "looking-up", end: "caller hung-up", steps: "greeting ask"),
        CallRow(scenario: "cancel", flow: "unanswered", end: "caller cancelled", steps: "ask"),
        CallRow(scenario: "cancel-race", flow: "greeting", end: "caller hung-up", steps: "greeting"),
        CallRow(scenario: "hung-up", flow: "short", end: "flow hung-up", steps: "greeting bye"),
        CallRow(scenario: "busy", flow: "busy", end: "flow refused", steps: "busy"),
        CallRow(scenario: "reinvite", flow: "greeting", end: "caller hung-up", steps: "greeting", codec: "PCMA"),
        CallRow(scenario: "late-offer", flow: "greeting", end: "caller hung-up", steps: "greeting"),
        CallRow(scenario: "info", flow: "keypad", end: "caller hung-up", steps: "first second third"),
    ]

    /// One server for all rows: every number has its own flow, and each row looks at the calls that it has added.
    @Test func `and every call goes as its scenario says, and its record tells how`() async throws {
        let nobody = try LoopbackSocket(.silence)
        try await Hotline.serving(HotlinePlace(nobody: nobody.port)) { hotline in
            var seen: [String: Int] = [:]
            for transport in SippCaller.Transport.allCases {
                for row in Self.rows {
                    let caller = SippCaller(scenario: row.scenario, transport: transport)
                    try await caller.call(row.flow, at: hotline)
                    let before = seen[row.flow] ?? 0
                    let lines = try await hotline.records.lines(of: row.flow, count: before + caller.calls)
                    #expect(lines.count == before + caller.calls)
                    for line in lines.dropFirst(before) {
                        #expect(line.end == row.end, "\(row.testDescription) over \(transport)")
                        #expect(line.steps == row.steps, "\(row.testDescription) over \(transport)")
                        #expect(line.media.first?.codec == row.codec, "\(row.testDescription) over \(transport)")
                    }
                    seen[row.flow] = lines.count
                }
            }
            try await everythingIsOver(hotline)
        }
    }

    /// Nothing is left behind: no call, no port, no partner.
    private func everythingIsOver(_ hotline: Hotline) async throws {
        try await eventually("no calls") {
            let metrics = try await hotline.metrics()
            return metrics["hotline_calls"] == 0 && metrics["hotline_media_ports"] == 0
        }
        #expect(try await hotline.metrics()["hotline_sip_total{what=\"malformed\"}"] == 0)
    }

    /// sipp sends RTP of its own making through a raw socket, which only root may.
    @Test(.enabled(if: geteuid() == 0, "sipp presses keys through a raw socket"), arguments: SippCaller.Transport.allCases)
    func `keys by RFC 4733 are heard, each once`(_ transport: SippCaller.Transport) async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await SippCaller(scenario: "digits", transport: transport, calls: 1).call("entry", at: hotline)
            let lines = try await hotline.records.lines(of: "entry", count: 1)
            #expect(lines.map(\.collected) == [["number": "42"]])
            #expect(lines.map(\.keys.heard) == [3])
            #expect(lines.map(\.end) == ["flow hung-up"])
        }
    }

    @Test func `a repeated INVITE is one call, and a 200 without ACK is repeated`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await SippCaller(scenario: "lost-ack").call("greeting", at: hotline)
            let lines = try await hotline.records.lines(of: "greeting", count: 3)
            #expect(lines.map(\.end) == Array(repeating: "caller hung-up", count: 3))
            let metrics = try await hotline.metrics()
            #expect(metrics["hotline_calls_offered_total"] == 3)
            #expect(metrics["hotline_sip_total{what=\"merged_requests\"}"] == 0)
            #expect(metrics["hotline_sip_total{what=\"retransmitted\"}"] ?? 0 >= 6)
        }
    }

    @Test(arguments: SippCaller.Transport.allCases) func `a call that cannot be taken is refused with the reason`(
        _ transport: SippCaller.Transport
    ) async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let rows = [
                RefusalRow(number: "unheard-of", status: 404, counter: "no_route"),
                RefusalRow(number: "greeting", formats: "18", status: 488, counter: "no_codec"),
            ]
            for row in rows {
                let values = ["status": String(row.status), "formats": row.formats]
                try await SippCaller(scenario: "refused", transport: transport, values: values).call(row.number, at: hotline)
                #expect(try await hotline.metrics()["hotline_calls_refused_total{reason=\"\(row.counter)\"}"] == 3, "\(row)")
            }
            #expect(try hotline.records.lines().isEmpty)
        }
    }

    @Test func `OPTIONS outside of calls are answered`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            for transport in SippCaller.Transport.allCases {
                try await SippCaller(scenario: "options", transport: transport, calls: 10).call("anybody", at: hotline)
            }
        }
    }

    /// A machine may have been told to know nothing of IPv6.
    private static let hasIPv6 = (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8))?.contains(" lo") ?? false

    @Test(.enabled(if: hasIPv6, "IPv6 is off"), arguments: SippCaller.Transport.allCases)
    func `calls over IPv6 have their media there, too`(_ transport: SippCaller.Transport) async throws {
        try await Hotline.serving(HotlinePlace(trusted: "::1", host: "[::1]")) { hotline in
            try await SippCaller(scenario: "second-long", transport: transport).call("greeting", at: hotline)
            let lines = try await hotline.records.lines(of: "greeting", count: 3)
            #expect(lines.map(\.end) == Array(repeating: "caller hung-up", count: 3))
            #expect(lines.allSatisfy { ($0.media.first?.sent ?? 0) > 10 })
            #expect(try await hotline.metrics()["hotline_media_unsent_total{worker=\"0\"}"] == 0)
        }
    }
}
