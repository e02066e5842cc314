import Testing

@Suite struct `sipsak` {
    /// Otherwise it asks for the address of the machine's own name, which a bare machine does not know.
    private let local = "--hostname=127.0.0.1"

    @Test func `is answered when it asks for a sign of life`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let uri = "sip:anybody@127.0.0.1:\(hotline.udp)"
            let (ending, output) = try await ChildProcess.run("sipsak", [local, "-vv", "-s", uri], in: hotline.folder.path)
            #expect(ending == .exit(0), "\(output)")
            #expect(output.contains("SIP/2.0 200"))
        }
    }

    @Test func `does not bring the server down with a flood`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let uri = "sip:anybody@127.0.0.1:\(hotline.udp)"
            let flood = try await ChildProcess.run("sipsak", [local, "-F", "-e", "500", "-s", uri], in: hotline.folder.path)
            #expect(flood.ending == .exit(0), "\(flood.output)")
            try await eventually("the flood to be read") { try await hotline.metrics()["hotline_sip_total{what=\"received\"}"] ?? 0 > 100 }
            #expect(try await ChildProcess.run("sipsak", [local, "-s", uri], in: hotline.folder.path).ending == .exit(0))
            try await SippCaller(scenario: "call").call("greeting", at: hotline)
            #expect(try await hotline.records.lines(of: "greeting", count: 3).count == 3)
        }
    }
}
