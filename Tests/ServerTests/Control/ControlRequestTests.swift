import Testing

@testable import Server

/// A line and what it is.
private struct Line: Sendable, CustomTestStringConvertible {
    var text: String
    var request: ControlRequest?
    var testDescription: String { String(text.prefix(60)) }
}

@Suite struct `A line on the local socket` {
    @Test(arguments: [
        Line(text: #"{"command":"agent list"}"#, request: ControlRequest(.listAgents)),
        Line(
            text: #"{"command":"agent pause","agent":"ana","reason":"lunch"}"#,
            request: ControlRequest(.pause, agent: "ana", reason: "lunch")),
        Line(
            text: #"{"command":"agent wrap-up","agent":"ana","time":30000}"#, request: ControlRequest(.wrapUp, agent: "ana", time: 30_000)),
        Line(text: #"{"command":"queue show","queue":"d","later":[1]}"#, request: ControlRequest(.showQueue, queue: "d")),
        Line(
            text: #"{"command":"agent whisper","agent":"ana","supervisor":"eve"}"#,
            request: ControlRequest(.whisper, agent: "ana", supervisor: "eve")),
        Line(text: #"{"command":"agent listen","agent":"ana"}"#),
        Line(text: #"{"command":"agent pause"}"#),
        Line(text: #"{"command":"queue show"}"#),
        Line(text: #"{"command":"agent fire","agent":"ana"}"#),
        Line(text: #"{"command":"agent login","agent":7}"#),
        Line(text: #"{"command":"agent login","agent":""}"#),
        Line(text: #"{"command":"agent login","agent":"a\u0007"}"#),
        Line(text: #"{"command":"agent wrap-up","agent":"ana","time":-1}"#),
        Line(text: #"{"command":"agent wrap-up","agent":"ana","time":1e300}"#),
        Line(text: "agent list"), Line(text: "[]"), Line(text: ""), Line(text: String(repeating: "[", count: 4000)),
        Line(text: #"{"command":"agent list","x":""# + String(repeating: "x", count: 5000) + #""}"#),
    ]) private func `is a request or a mistake`(_ line: Line) {
        #expect((try? ControlRequest(line: Array(line.text.utf8))) == line.request)
    }

    @Test func `comes back as it was written`() throws {
        let request = ControlRequest(.wrapUp, agent: "ana \"x\"", reason: "späť", time: 5)
        #expect(request.line.count { $0 == UInt8(ascii: "\n") } == 1)
        #expect(try ControlRequest(line: Array(request.line.dropLast())) == request)
    }
}
