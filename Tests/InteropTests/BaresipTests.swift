import Audio
import Foundation
import Testing

@Suite(.serialized) struct `baresip calls the hotline` {
    @Test func `hears the prompt and is heard when it presses keys by RFC 4733`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await BaresipPhone.using(saying: SpeechLikeSound(seed: 7).samples(seconds: 20), in: hotline.folder) { phone in
                try await phone.dial("menu", at: hotline)
                try await hotline.says("< listen")
                phone.press("1")
                try await hotline.says("< listen", times: 2)
                phone.press("42#")
                try await phone.reports("CALL_CLOSED")
                #expect(!phone.process.output.contains("drop incoming RTCP packet"))
                let heard = try phone.heard()
                #expect(likenessOfBestSecond(of: HotlinePlace.prompts["welcome", default: []], in: heard) >= 0.9)
                #expect(likenessOfBestSecond(of: HotlinePlace.prompts["other", default: []], in: heard) >= 0.9)
                #expect(likeness(of: SpeechLikeSound(seed: 9).samples(seconds: 2), in: heard) < 0.3)
            }
            let line = try #require(try await hotline.records.lines(of: "menu", count: 1).first)
            #expect(line.steps == "choose number bye")
            #expect(line.collected == ["number": "42"])
            #expect(line.keys.heard == 4, "\(line)")
            #expect(line.end == "flow hung-up")
            try qualityIsKnown(line)
        }
    }

    /// Both ways: what came, what went, and what the other side says of it.
    private func qualityIsKnown(_ line: CallRecordLine) throws {
        let media = try #require(line.media.first)
        let frames = line.duration / 20
        #expect(media.received > frames / 2 && media.received <= frames + 50)
        #expect(media.sent > frames / 2 && media.sent <= frames + 50)
        #expect(media.jitter < 100)
    }

    @Test func `calls over TCP and is heard when it presses keys in the audio`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let quiet = [Int16](repeating: 0, count: 8000)
            let keys = [DTMFDigit("1"), DTMFDigit("4"), DTMFDigit("2"), DTMFDigit("#")].compactMap(\.self)
            let slow = ToneGenerator.Cadence(on: .milliseconds(200), off: .milliseconds(400))
            let sound = quiet + quiet + ToneGenerator.dial(keys, cadence: slow) + quiet
            try await BaresipPhone.using(saying: sound, in: hotline.folder) { phone in
                try await phone.dial("menu", at: hotline, over: .tcp)
                try await phone.reports("CALL_CLOSED")
            }
            let line = try #require(try await hotline.records.lines(of: "menu", count: 1).first)
            #expect(line.steps == "choose number bye")
            #expect(line.collected == ["number": "42"])
            #expect(line.keys.heard == 4, "\(line)")
        }
    }

    @Test func `and what it says is in the recording`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            let said = SpeechLikeSound(seed: 11).samples(seconds: 16)
            try await BaresipPhone.using(saying: said, in: hotline.folder, codec: "pcma") { phone in
                try await phone.dial("message", at: hotline)
                try await hotline.says("< record message")
                let file = try await hotline.recording(of: said)
                phone.press("#")
                try await phone.reports("CALL_CLOSED")
                let line = try #require(try await hotline.records.lines(of: "message", count: 1).first)
                #expect(line.recordings.map { hotline.folder.file("Recordings/\($0.file)") } == [file])
                #expect(line.end == "flow hung-up")
                #expect(line.media.first?.codec == "PCMA")
                let recorded = try readSound(file)
                #expect(likenessOfBestSecond(of: recorded, in: said) >= 0.9)
                #expect(likenessOfBestSecond(of: recorded, in: SpeechLikeSound(seed: 12).samples(seconds: 16)) < 0.3)
            }
        }
    }

    @Test func `and is handed to an agent: both hear each other`() async throws {
        let port = try ProgramPort.take()
        let callersWords = SpeechLikeSound(seed: 13).samples(seconds: 16)
        let agentsWords = SpeechLikeSound(seed: 14).samples(seconds: 16)
        try await Hotline.serving(HotlinePlace(nobody: port)) { hotline in
            try await BaresipPhone.using(saying: agentsWords, in: hotline.folder, agent: port) {
                agent in
                try await BaresipPhone.using(saying: callersWords, in: hotline.folder) { caller in
                    try await caller.dial("waiting", at: hotline)
                    try await agent.reports("CALL_ESTABLISHED")
                    try await hearEachOther((agentsWords, { try agent.heard() }), (callersWords, { try caller.heard() }))
                    caller.hangUp()
                    try await agent.reports("CALL_CLOSED")
                }
            }
            let line = try #require(try await hotline.records.lines(of: "waiting", count: 1).first)
            #expect(line.end == "caller hung-up")
            #expect(line.media.count == 2)
        }
    }

    @Test func `and nobody else learns the keys of a sensitive answer`() async throws {
        try await Hotline.serving(HotlinePlace()) { hotline in
            try await BaresipPhone.using(saying: [], in: hotline.folder) { phone in
                try await phone.dial("secret", at: hotline)
                try await hotline.says("< listen")
                phone.press("4929123456781234#")
                try await phone.reports("CALL_CLOSED")
            }
            let line = try #require(try await hotline.records.lines(of: "secret", count: 1).first)
            #expect(line.collected == ["card": "***"])
            #expect(line.keys.heard == 17)
            #expect(hotline.log.contains("card = ***"))
            for kept in [hotline.log, String(decoding: try Data(contentsOf: URL(fileURLWithPath: hotline.records.path)), as: UTF8.self)] {
                #expect(!kept.contains("4929"))
                #expect(!kept.contains("dtmf 9"))
            }
        }
    }
}
