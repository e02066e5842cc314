import Foundation
import Testing

/// The demonstration as `make run` starts it, on other ports.
@Suite(.serialized) struct `The demonstration` {
    /// The shipped configuration and flows; its prompts are spoken once and kept in the repository's cache.
    private func place(service: UInt16) throws -> HotlinePlace {
        let place = try HotlinePlace()
        let shipped = try String(contentsOf: Repository.root.appendingPathComponent("hotline.yaml"), encoding: .utf8)
        for flow in ["ride-booking", "transport-hotline"] {
            let text = try String(contentsOf: Repository.root.appendingPathComponent("Flows/\(flow).yaml"), encoding: .utf8)
            #expect(text.contains("127.0.0.1:8095"))
            try place.folder.write(text.replacingOccurrences(of: "127.0.0.1:8095", with: "127.0.0.1:\(service)"), to: "Flows/\(flow).yaml")
        }
        let password = "packaging/demonstration.password"
        try place.folder.copy(Repository.root.appendingPathComponent(password), to: password)
        let own = """
            listen: [ "udp 127.0.0.1:0", "tcp 127.0.0.1:0" ]
            rtp-ports: \(place.ports.range)
            records: records.jsonl
            metrics: 127.0.0.1:0
            flows: Flows
            prompts: \(Repository.root.path)/Prompts
            calendars: \(Repository.root.path)/Calendars
            cache: \(Repository.root.path)/.cache/prompts
            recordings: Recordings
            log: { level: debug }

            """
        let others = shipped.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("record") }
        try place.folder.write(own + others.joined(separator: "\n") + "\n", to: "hotline.yaml")
        return place
    }

    /// Starts the example service and the server.
    private func running(_ body: (Hotline) async throws -> Void) async throws {
        let port = try ProgramPort.take()
        let folder = try TemporaryFolder()
        try await ChildProcess.running(Repository.hotline, ["demo-service", "--port", String(port)], in: folder.path) { service in
            try await eventually("the example service") { (try? LoopbackSocket(.connection(port))) != nil }
            try await Hotline.serving(place(service: port), within: .seconds(300), body)
        }
    }

    @Test func `books a ride`() async throws {
        try await running { hotline in
            try await BaresipPhone.using(saying: [Int16](repeating: 0, count: 8000), in: hotline.folder) { phone in
                try await phone.dial("95128", at: hotline)
                try await hotline.says("< play welcome")
                // English, a ride, the number, now, yes: typed ahead.
                phone.press("1113800138000#11")
                try await phone.reports("CALL_CLOSED", within: .seconds(90))
            }
            let line = try #require(try await hotline.records.lines(of: "95128", count: 1).first)
            #expect(
                line.steps
                    == "welcome to-mandarin choose-language english main-menu book-phone pickup-time pickup-now read-back-now confirm "
                    + "book how-it-was-booked booked-now goodbye done")
            #expect(line.collected["phone"] == "13800138000")
            #expect(line.collected["ride"] == "4711")
            #expect(line.end == "flow hung-up")
            #expect(line.prompts.last == "goodbye")
        }
    }

    @Test func `takes a complaint`() async throws {
        let said = SpeechLikeSound(seed: 31).samples(seconds: 60)
        try await running { hotline in
            try await BaresipPhone.using(saying: said, in: hotline.folder) { phone in
                try await phone.dial("12328", at: hotline)
                try await hotline.says("< play supervision-welcome")
                // English, a complaint, the number, yes.
                phone.press("1202164321234#1")
                try await hotline.says("< record statement")
                let file = try await hotline.recording(of: said)
                phone.press("#")
                try await phone.reports("CALL_CLOSED", within: .seconds(90))
                #expect(likenessOfBestSecond(of: try readSound(file), in: said) >= 0.9)
            }
            let line = try #require(try await hotline.records.lines(of: "12328", count: 1).first)
            #expect(line.steps.contains("what-is-recorded record-complaint register"))
            #expect(line.collected["phone"] == "02164321234")
            #expect(line.collected["reference"] == "4711")
            #expect(line.end == "flow hung-up")
        }
    }
}
