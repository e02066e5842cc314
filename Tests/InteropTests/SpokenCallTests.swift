import Audio
import Foundation
import Testing

@Suite(.serialized, .enabled(if: HotlinePlace.canBeSpokenTo)) struct `baresip speaks to the hotline` {
    private static let flow = """
        flow: spoken
        language: en-US
        start: choose
        variables:
          number: digits
        steps:
          choose:
            menu:
              prompt: PROMPT
              options:
                - { keys: "1", say: "book (a | my) taxi", next: number }
                - { keys: "2", say: "cancel", next: bye }
            no-input: { tries: 3, next: bye }
            no-match: { tries: 3, next: bye }
          number:
            gather:
              prompt: ready
              digits: { min: 4, max: 4, terminator: "#", timers: { first-digit: 20s } }
              speech: digits
              into: number
            next: bye
            no-input: bye
            no-match: bye
          bye:
            hangup: done
        """

    /// A call whose caller says words after so many seconds, and what the log has of it.
    private func call(
        prompt: String, saying words: String, after seconds: Int, _ body: (Hotline, BaresipPhone) async throws -> Void
    ) async throws {
        let place = try HotlinePlace(listening: Self.flow.replacingOccurrences(of: "PROMPT", with: prompt))
        let words = try await place.voice(saying: words)
        let sound = [Int16](repeating: 8, count: seconds * 8000) + words
        try await Hotline.serving(place) { hotline in
            try await BaresipPhone.using(saying: sound, in: hotline.folder) { phone in
                try await phone.dial("spoken", at: hotline)
                try await body(hotline, phone)
            }
        }
    }

    @Test func `and comes where its words lead, the number pressed`() async throws {
        try await call(prompt: "welcome", saying: "book a taxi", after: 4) { hotline, phone in
            try await hotline.says("* choose --\"book a taxi\"--> number")
            try await hotline.says("< listen", times: 2)
            phone.press("5501")
            try await phone.reports("CALL_CLOSED")
            let line = try #require(try await hotline.records.lines(of: "spoken", count: 1).first)
            #expect(line.steps == "choose number bye")
            #expect(line.collected == ["number": "5501"])
            try await hotline.shows("hotline_speech_utterances_total{outcome=\"understood\"}", 1)
            try await hotline.shows("hotline_speech_recognizers{thread=\"0\",kind=\"busy\"}", 0)
        }
    }

    /// This network takes for a voice what does not have the shape of one.
    @Test(arguments: [true, false])
    func `is taken for a voice by the network among the models, where there is one`(_ isThere: Bool) async throws {
        let models = try TemporaryFolder()
        for file in ["en-US/models.yaml", "en-US/en-us-telephone.mllr"] {
            try models.copy(URL(fileURLWithPath: "\(Repository.models)/\(file)"), to: file)
        }
        if isThere { try models.write(Data(ImaginedNetwork(saying: 1).file()), to: "voice/silero_vad.onnx") }
        var whistle = ToneGenerator(frequency: 600, level: -15)
        let quiet = [Int16](repeating: 8, count: 4 * 8000)
        let sound = quiet + whistle.samples(for: .milliseconds(800)) + quiet
        let flow = Self.flow.replacingOccurrences(of: "PROMPT", with: "ready")
        try await Hotline.serving(HotlinePlace(listening: flow, models: models.path)) { hotline in
            try await BaresipPhone.using(saying: sound, in: hotline.folder) { phone in
                try await phone.dial("spoken", at: hotline)
                try await hotline.says(isThere ? "> speech begins" : "> no input")
                #expect(hotline.log.contains("> speech begins") == isThere)
                phone.hangUp()
                try await phone.reports("CALL_CLOSED")
            }
        }
    }

    @Test func `and stops the prompt by speaking`() async throws {
        try await call(prompt: "long", saying: "book my taxi", after: 3) { hotline, phone in
            try await hotline.says("< stop long")
            try await hotline.says("* choose --\"book my taxi\"--> number")
            phone.hangUp()
            try await phone.reports("CALL_CLOSED")
            let line = try #require(try await hotline.records.lines(of: "spoken", count: 1).first)
            // The prompt takes 20 s.
            #expect(line.duration < 15_000)
        }
    }
}
