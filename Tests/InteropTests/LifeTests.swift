import Foundation
import Glibc
import Testing

@Suite(.serialized) struct `The life of a server` {
    private let said = SpeechLikeSound(seed: 21).samples(seconds: 30)

    @Test func `a first SIGTERM lets the running call finish and takes no new one`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await BaresipPhone.using(saying: said, in: hotline.folder) { phone in
                try await phone.dial("greeting", at: hotline)
                try await hotline.says("< play long")
                hotline.process.send(SIGTERM)
                try await hotline.says("draining")
                try await SippCaller(scenario: "refused", values: ["status": "503", "formats": "0"]).call("greeting", at: hotline)
                #expect(hotline.process.isRunning)
                try await hotline.shows("hotline_draining", 1)
                phone.hangUp()
                #expect(try await hotline.process.ending() == .exit(0))
            }
            let lines = try hotline.records.lines()
            #expect(lines.map(\.end) == ["caller hung-up"])
        }
    }

    @Test func `a second SIGTERM ends the running call`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await BaresipPhone.using(saying: said, in: hotline.folder) { phone in
                try await phone.dial("greeting", at: hotline)
                try await hotline.says("< play long")
                hotline.process.send(SIGTERM)
                try await hotline.says("draining")
                hotline.process.send(SIGTERM)
                try await phone.reports("CALL_CLOSED")
                #expect(try await hotline.process.ending() == .exit(0))
            }
            #expect(try hotline.records.lines().map(\.end) == ["server shutdown"])
        }
    }

    @Test func `without calls a SIGTERM ends it at once`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            hotline.process.send(SIGTERM)
            let ending = try await hotline.process.ending()
            #expect(ending == .exit(0))
        }
    }

    @Test func `killed in the middle it has kept the record of every ended call, and what was recorded`() async throws {
        let place = try HotlinePlace()
        try await Hotline.serving(place) { hotline in
            try await BaresipPhone.using(saying: said, in: hotline.folder) { phone in
                try await phone.dial("message", at: hotline)
                let file = try await hotline.recording(of: said)
                try await SippCaller(scenario: "call", calls: 2000).start("greeting", at: hotline) { _ in
                    let ended = try await eventually("40 ended calls") {
                        let metrics = try await hotline.metrics()
                        // A call is counted until its record is on disk.
                        let ended = (metrics["hotline_calls_offered_total"] ?? 0) - (metrics["hotline_calls"] ?? 0)
                        return ended >= 40 ? ended : nil
                    }
                    hotline.process.send(SIGKILL)
                    #expect(try await hotline.process.ending() == .signal(SIGKILL))
                    let lines = try hotline.records.lines()
                    #expect(lines.count >= ended)
                    #expect(lines.allSatisfy { $0.end == "caller hung-up" && $0.steps == "greeting" })
                }
                // Whether the message was over when the server was killed is a matter of how fast the 40 calls were.
                let isOver = FileManager.default.fileExists(atPath: file)
                let recorded = try readSound(isOver ? file : file.replacingOccurrences(of: ".wav", with: ".part.wav"))
                #expect(recorded.count >= 8000)
                #expect(likenessOfBestSecond(of: recorded, in: said) >= 0.9)
            }
        }
        try await theNextOneGoesOn(place)
    }

    /// The same folder serves again, and adds whole lines to the file.
    private func theNextOneGoesOn(_ place: HotlinePlace) async throws {
        try await Hotline.serving(place) { hotline in
            try await SippCaller(scenario: "busy").call("busy", at: hotline)
            #expect(try await hotline.records.lines(of: "busy", count: 3).count == 3)
        }
    }

    @Test func `a flow edited badly is left out, edited well it answers the next call`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let path = hotline.folder.file("Flows/short.yaml")
            let good = try String(contentsOfFile: path, encoding: .utf8)
            func steps(of call: Int) async throws -> String {
                try await SippCaller(scenario: "hung-up", calls: 1).call("short", at: hotline)
                return try await hotline.records.lines(of: "short", count: call).last?.steps ?? ""
            }
            #expect(try await steps(of: 1) == "greeting bye")
            try hotline.folder.write(good.replacingOccurrences(of: "next: bye", with: "next: by"), to: "Flows/short.yaml")
            try await hotline.says("flow not replaced")
            #expect(hotline.log.contains("did you mean \"bye\""))
            #expect(try await steps(of: 2) == "greeting bye")
            try hotline.folder.write(good.replacingOccurrences(of: "greeting", with: "hello"), to: "Flows/short.yaml")
            try await hotline.says("flow loaded")
            #expect(try await steps(of: 3) == "hello bye")
        }
    }

    @Test func `a flow whose file is removed goes on, and log and metrics name its route`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let stray = "hotline_route_without_file{route=\"short\",flow=\"short\"}"
            #expect(try await hotline.metrics()[stray] == nil)
            let path = hotline.folder.file("Flows/short.yaml")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try FileManager.default.removeItem(atPath: path)
            try await hotline.says("in no file any more")
            #expect(try await hotline.metrics()[stray] == 1)
            try await SippCaller(scenario: "hung-up", calls: 1).call("short", at: hotline)
            try hotline.folder.write(text, to: "Flows/short.yaml")
            try await hotline.says("flow loaded")
            #expect(try await hotline.metrics()[stray] == nil)
        }
    }

    @Test func `the metrics count calls and packets`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            #expect(try await hotline.metrics()["hotline_calls_answered_total"] == 0)
            try await SippCaller(scenario: "call", calls: 5).call("greeting", at: hotline)
            try await hotline.shows("hotline_calls", 0)
            let metrics = try await hotline.metrics()
            #expect(metrics["hotline_calls_offered_total"] == 5)
            #expect(metrics["hotline_calls_answered_total"] == 5)
            #expect(metrics["hotline_calls_ended_total{party=\"caller\",reason=\"hung-up\"}"] == 5)
            #expect(metrics["hotline_rtp_packets_total{kind=\"sent\"}"] ?? 0 >= 5)
            #expect(metrics["hotline_build_info{version=\"0.1\"}"] == 1)
        }
    }
}
