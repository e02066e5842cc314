import Audio
import CallEngine
import IVR
import RTP
import Recognition
import Testing

@Suite struct `A call that listens` {
    @Test func `ducks the prompt, stops it, and takes the answer`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        #expect(stage.utterances.map(\.word) == ["began", "ended"])
        stage.answer([SpokenAnswer(.option(0), words: "book a taxi", confidence: 0.9)], signalToNoise: 30)
        stage.tick(2, speaking: true)
        let lines = stage.lines.dropFirst(3).map { String($0.prefix { $0 != "#" }).trimmed }
        #expect(
            lines == [
                "> speech begins", "< duck choose", "< stop choose", "> speech ends", "> speech \"book a taxi\"",
                "* menu --\"book a taxi\"--> one", "< play first",
            ])
    }

    @Test func `hears nothing where nobody understands speech`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu) { $0.listens = false }
        stage.say(syllables: 4)
        #expect(stage.listens.isEmpty)
        #expect(stage.utterances.isEmpty)
        #expect(stage.call.listenedFrame == nil)
        stage.press("2")
        #expect(stage.lines.contains("* menu --\"2\"--> goodbye"))
    }

    @Test func `says what it listens for, and hands over what the caller says`() throws {
        var stage = try Stage(speaking: Flows.spokenDigits)
        let request = try #require(stage.listens.first)
        #expect(request.speech.content == .builtIn(.digits))
        #expect(request.keys == .digits(min: 4, max: 4, terminator: nil))
        #expect(request.isSensitive)
        let voice = CallersVoice(syllables: 1).frames
        stage.hear([voice[3]])
        stage.hear(CallersVoice.silence(4))
        let isHandedOver = stage.heardFrames.suffix(5).contains { $0.energy > 1_000_000 }
        #expect(isHandedOver)
    }

    @Test func `never reaches back before the question`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        stage.answer([])
        let before = stage.heardFrames.count
        stage.hear(CallersVoice(syllables: 4).frames) { $0.leads.count == 2 }
        let lead = try #require(stage.leads.dropFirst().first)
        #expect((0..<stage.heardFrames.count - before).contains(lead))
    }

    @Test func `ignores what comes too late`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        let answer = SpeechReport.answer(SpeechAnswer(alternatives: [SpokenAnswer(.option(0), words: "taxi", confidence: 1)]))
        let id = try #require(stage.listeningActivity)
        stage.handle(.speech(answer, utterance: 2, id))
        stage.handle(.speech(answer, utterance: 1, ActivityID(77)))
        #expect(!stage.lines.contains { $0.hasPrefix("> speech \"taxi\"") })
        stage.press("2")
        stage.handle(.speech(answer, utterance: 1, id))
        #expect(!stage.lines.contains { $0.hasPrefix("> speech \"taxi\"") })
        #expect(stage.lines.contains("> speech dropped          # a key was pressed"))
    }

    @Test func `takes no key for speech`() throws {
        var stage = try Stage(speaking: Flows.spokenDigits)
        let keys = ToneGenerator.dial([.five, .nine])
        stage.hear(stride(from: 0, to: keys.count - 159, by: 160).map { AudioFrame(keys[$0...]) })
        stage.hear(CallersVoice.silence(50))
        #expect(stage.lines.filter { $0 == "> dtmf ***" }.count == 2)
        #expect(!stage.lines.contains { $0.hasPrefix("> speech ends") })
    }

    @Test func `drops speech when the caller hangs up`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.hear(CallersVoice(syllables: 3).frames)
        stage.handle(.remoteHungUp)
        #expect(stage.utterances.map(\.word) == ["began", "dropped"])
        #expect(stage.stops == 1)
        #expect(stage.call.listenedFrame == nil)
    }

    @Test func `stops at hold, loses no time, and goes on afterwards`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.hear(CallersVoice(syllables: 3).frames)
        var media = Stage.media
        media.direction = .receiveOnly
        stage.handle(.media(media, .caller))
        stage.tick(500)
        #expect(stage.utterances.map(\.word) == ["began", "dropped"])
        #expect(stage.lines.contains("> speech dropped          # the call is on hold"))
        #expect(stage.stops == 1)
        media.direction = .sendAndReceive
        stage.handle(.media(media, .caller))
        stage.hear(CallersVoice.silence(20))
        #expect(stage.listens.count == 2)
        #expect(!stage.lines.contains { $0.hasPrefix("> no input") })
        stage.say(syllables: 3)
        #expect(stage.numbers == [1, 1, 2, 2])
    }

    @Test func `says that a line carries nothing any more`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.tick(1100)
        let ends = stage.lines.filter { $0.hasPrefix("> no input") || $0.hasPrefix("> speech") }
        #expect(ends == ["> no input", "> speech no-audio"])
    }
}
