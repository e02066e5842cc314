import Audio
import CallEngine
import IVR
import RTP
import Recognition
import Testing

@Suite struct `A call that listens` {
    private let lengths = ["choose": 200, "first": 20]

    private func stage(_ flow: String = Flows.spokenMenu, options: (inout CallOptions) -> Void = { _ in }) throws -> Stage {
        var all = CallOptions()
        all.listens = true
        options(&all)
        var stage = try Stage(flow, prompts: lengths, options: all)
        stage.open()
        stage.hear(CallersVoice.silence(50))
        return stage
    }

    @Test func `ducks the prompt, stops it, and takes the answer`() throws {
        var stage = try stage()
        stage.hear(CallersVoice(syllables: 4).frames)
        stage.hear(CallersVoice.silence(100), until: { $0.utterances.last == .ended })
        stage.answer([SpokenAnswer(.option(0), words: "book a taxi", confidence: 0.9)])
        stage.tick(3, speaking: true)
        let lines = stage.lines.filter { !$0.hasPrefix("*") && !$0.contains("speech ends") && !$0.contains("said") }
        #expect(
            lines.prefix(6) == [
                "> call 1001 to 95128", "< answer", "< play choose", "> speech begins", "< duck choose",
                "< stop choose             # speech",
            ], "\(lines)")
        #expect(stage.lines.contains { $0.hasPrefix("> speech \"book a taxi\"") })
        #expect(stage.utterances.count == 2)
    }
}
