import Testing

@Suite(.serialized) struct `A phone registers` {
    /// A server with one agent, whose phone comes from a host that is not trusted.
    private static func place(oldPhones: String) throws -> HotlinePlace {
        let place = try HotlinePlace(
            trusted: "192.0.2.1",
            more: """
                agents:
                  ana: { queues: [desk], password: { file: ana.password } }
                registrar: { networks: [127.0.0.0/8], old-phones: [\(oldPhones)] }
                """)
        try place.folder.write("right\n", to: "ana.password")
        return place
    }

    private static func count(_ counter: String, of hotline: Hotline) async throws -> Int? {
        try await hotline.metrics()["hotline_sip_total{what=\"\(counter)\"}"]
    }

    @Test func `by the MD5 of sipp, over UDP and TCP; a wrong password is refused and slowed`() async throws {
        try await Hotline.serving(Self.place(oldPhones: "old phone")) { hotline in
            for transport in SippCaller.Transport.allCases {
                var phone = SippCaller(scenario: "register", transport: transport, calls: 2)
                phone.values = ["password": "right", "status": "200"]
                try await phone.call("ana", at: hotline)
            }
            #expect(try await Self.count("registers", of: hotline) == 4)
            var guesser = SippCaller(scenario: "register", calls: 1)
            guesser.values = ["password": "wrong", "status": "401"]
            for _ in 0..<5 { try await guesser.call("ana", at: hotline) }
            #expect(try await Self.count("wrong_passwords", of: hotline) == 5)
            guesser.values["status"] = "503"
            try await guesser.call("ana", at: hotline)
            #expect(try await Self.count("wrong_passwords", of: hotline) == 5)
        }
    }

    @Test func `by the MD5 of baresip, and answers when it is asked whether it is there`() async throws {
        try await Hotline.serving(Self.place(oldPhones: "baresip")) { hotline in
            let account = "<sip:ana@127.0.0.1:\(hotline.udp)>;auth_pass=right;regint=60;answermode=manual"
            try await BaresipPhone.using(saying: [], in: hotline.folder, account: account) { _ in
                try await eventually("baresip is registered") { try await Self.count("registers", of: hotline) ?? 0 > 0 }
                try await eventually("baresip has answered") { hotline.log.contains("phone answers") }
            }
            #expect(try await Self.count("wrong_passwords", of: hotline) == 0)
        }
    }
}
