import Audio
import CallEngine
import Testing

@Suite struct `A prompt under the caller's voice` {
    @Test(arguments: [G711.Law.mu, .a]) func `is softer by 12 dB in the frame in which somebody seems to speak`(_ law: G711.Law) throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        let sending = LegMedia(law: law, remote: nil).sending
        stage.handle(.media(LegMedia(receiving: Stage.media.receiving, sending: sending, remote: Stage.address), .caller))
        stage.tick(1, speaking: true)
        let usual = stage.level(law)
        stage.hear(CallersVoice(syllables: 1).frames) { $0.lines.last == "< duck choose" }
        try #require(stage.lines.last == "< duck choose")
        #expect(abs(stage.level(law) - usual + 12) < 1)
    }

    @Test func `is as loud again after 100 ms when nobody does`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        let usual = stage.level(.mu)
        // Hoarse, as a cough is: no voice for certain.
        let coughs = stride(from: 60, through: 400, by: 10).lazy.map { length in
            var stage = stage
            stage.hear(CallersVoice(syllables: 1, length: length, isHoarse: true).frames)
            stage.hear(CallersVoice.silence(100)) { $0.lines.last == "< raise choose" }
            return stage
        }
        stage = try #require(coughs.first { $0.utterances.map(\.word) == ["began", "dropped"] })
        #expect(stage.lines.last == "< raise choose")
        var levels = [stage.level(.mu)]
        for frame in CallersVoice.silence(4) {
            stage.hear([frame])
            levels.append(stage.level(.mu))
        }
        #expect(zip(levels, [-9.6, -7.2, -4.8, -2.4, 0]).allSatisfy { abs($0 - usual - $1) < 1 }, "\(levels) of \(usual)")
        #expect(!stage.lines.contains { $0.hasPrefix("< stop") })
    }

    @Test func `is not asked for twice: it begins anew as loud as ever`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        let usual = stage.level(.mu)
        stage.say(syllables: 4)
        stage.answer([])
        stage.tick(1, speaking: true)
        #expect(stage.level(.mu) == usual)
    }
}
