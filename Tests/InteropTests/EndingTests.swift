import Testing

/// A limit of the server, what the calls do, and how they must have ended.
struct EndingRow: Sendable, CustomTestStringConvertible {
    var why: String
    var media = ""
    var flow: String
    var scenario = "hung-up"
    var values: [String: String] = [:]
    var end: String
    var steps: String
    var testDescription: String { why }
}

@Suite struct `Calls end by themselves` {
    @Test(arguments: [
        EndingRow(
            why: "nothing is heard of the caller", media: ", timeout: 2s", flow: "greeting", end: "network media-timeout", steps: "greeting"
        ),
        EndingRow(why: "they are too long", media: ", longest-call: 2s", flow: "greeting", end: "server maximum-length", steps: "greeting"),
        EndingRow(why: "no ACK comes", flow: "greeting", scenario: "no-ack", end: "network signalling", steps: "greeting"),
        EndingRow(
            why: "the caller's telephone has called somebody else", flow: "sent-away", scenario: "sent-away", values: ["status": "200 OK"],
            end: "flow transferred", steps: "send bye"),
        EndingRow(
            why: "the caller's telephone has found somebody busy", flow: "sent-away", scenario: "sent-away",
            values: ["status": "486 Busy Here"], end: "flow hung-up", steps: "send busy"),
    ]) func `and the server says why`(_ row: EndingRow) async throws {
        try await Hotline.serving(HotlinePlace(media: row.media)) { hotline in
            for transport in SippCaller.Transport.allCases where transport == .udp || row.scenario != "no-ack" {
                try await SippCaller(scenario: row.scenario, transport: transport, values: row.values).call(row.flow, at: hotline)
            }
            let count = row.scenario == "no-ack" ? 3 : 6
            let lines = try await hotline.records.lines(of: row.flow, count: count)
            #expect(lines.map(\.end) == Array(repeating: row.end, count: count))
            #expect(lines.map(\.steps) == Array(repeating: row.steps, count: count))
        }
    }
}
