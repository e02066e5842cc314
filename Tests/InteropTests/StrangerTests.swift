import Testing

@Suite struct `A stranger` {
    private func options(from socket: LoopbackSocket, host: String) -> [UInt8] {
        Array(
            """
            OPTIONS sip:hotline@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP \(host):\(socket.port);branch=z9hG4bK-\(socket.port);rport
            Max-Forwards: 70
            From: <sip:somebody@\(host)>;tag=1
            To: <sip:hotline@127.0.0.1>
            Call-ID: \(socket.port)@\(host)
            CSeq: 1 OPTIONS
            Content-Length: 0


            """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
    }

    /// 127.0.0.2 is this machine, too, but not on the list.
    @Test func `hears nothing and is counted, while a trusted peer is answered`() async throws {
        try await Hotline.serving(HotlinePlace(trusted: "127.0.0.1")) { hotline in
            let stranger = try LoopbackSocket(.datagrams, address: "127.0.0.2")
            let friend = try LoopbackSocket(.datagrams)
            stranger.send(options(from: stranger, host: "127.0.0.2"), to: hotline.udp)
            try await hotline.shows("hotline_sip_total{what=\"strangers\"}", 1)
            friend.send(options(from: friend, host: "127.0.0.1"), to: hotline.udp)
            let answer = try await eventually("an answer for the friend") { friend.receive() }
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("SIP/2.0 200 "))
            #expect(stranger.receive() == nil)
            // The answers to a call would be as many as its retransmissions: there are none either.
            try await hotline.shows("hotline_sip_total{what=\"sent\"}", 1)
        }
    }

    @Test func `is told 403 when the configuration wants that, and not for ever`() async throws {
        try await Hotline.serving(HotlinePlace(trusted: "127.0.0.1", strangers: "refuse")) { hotline in
            let stranger = try LoopbackSocket(.datagrams, address: "127.0.0.2")
            stranger.send(options(from: stranger, host: "127.0.0.2"), to: hotline.udp)
            let answer = try await eventually("an answer for the stranger") { stranger.receive() }
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("SIP/2.0 403 "))
            for _ in 0..<200 { stranger.send(options(from: stranger, host: "127.0.0.2"), to: hotline.udp) }
            try await eventually("the stranger is silenced") {
                try await hotline.metrics()["hotline_sip_total{what=\"strangers_silenced\"}"] ?? 0 > 0
            }
        }
    }
}
