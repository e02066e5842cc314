import Testing

@Suite struct `A trunk that asks who calls` {
    @Test func `is answered in every request of a call, and when its nonce has become stale`() async throws {
        let port = try ProgramPort.take()
        let place = try HotlinePlace(
            desk: "{ target: \"95128\", trunk: default }",
            more: """
                trunks:
                  default: { address: "127.0.0.1:\(port)", account: { user: hotline, password: { file: trunk.password } } }
                """)
        try place.folder.write("secret\n", to: "trunk.password")
        let trunk = SippCallee(scenario: "asking-trunk", port: port)
        try await trunk.waiting(in: place.folder) { sipp in
            try await Hotline.serving(place) { hotline in
                let caller = try PlainCaller("waiting", at: hotline)
                _ = try await caller.call()
                try await hotline.says("> connected")
                try await caller.hangUp()
                try await hotline.shows("hotline_media_ports", 0)
            }
            #expect(try await sipp.ending() == .exit(0), "\(sipp.output.suffix(2000)) \(sipp.errors)")
        }
    }
}
