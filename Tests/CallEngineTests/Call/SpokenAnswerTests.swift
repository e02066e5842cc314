import Audio
import CallEngine
import Foundation
import IVR
import Testing

@Suite struct `What a call makes of speech` {
    @Test func `goes into the record with its rivals, and how loud it was`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        let answers = [
            SpokenAnswer(.option(0), words: "book a taxi", confidence: 0.85), SpokenAnswer(.option(1), words: "operator", confidence: 0.1),
        ]
        let answer = SpeechAnswer(alternatives: answers, signalToNoise: 23.44, audio: "c1.1.wav")
        stage.report(.answer(answer))
        stage.handle(.remoteHungUp)
        let heard = try #require(stage.records.first?.spoken.first)
        #expect(heard.step == "menu")
        #expect(heard.alternatives.map(\.words) == ["book a taxi", "operator"])
        #expect(heard.alternatives.map(\.meaning) == ["option 1", "option 2"])
        #expect(heard.margin == 0.75)
        #expect(heard.signalToNoise == 23.4)
        #expect(heard.audio == "c1.1.wav")
        #expect(heard.trouble == nil)
        #expect((300...900).contains(heard.length))
        let record = try #require(stage.records.first)
        #expect(try JSONDecoder().decode(CallRecord.self, from: JSONEncoder().encode(record)) == record)
    }

    @Test func `is never shown where it is sensitive`() throws {
        var stage = try Stage(speaking: Flows.spokenDigits)
        stage.say(syllables: 4)
        let answer = SpokenAnswer(.value("4711"), words: "four seven one one", confidence: 0.95)
        stage.report(.answer(SpeechAnswer(alternatives: [answer], audio: "c1.1.wav")))
        stage.tick(20, speaking: true)
        stage.handle(.remoteHungUp)
        let record = String(decoding: try JSONEncoder().encode(try #require(stage.records.first)), as: UTF8.self)
        for text in [record, stage.lines.joined(separator: "\n")] {
            #expect(!text.contains("4711"))
            #expect(!text.contains("four"))
            #expect(!text.contains("c1.1.wav"))
            #expect(text.contains("***"))
        }
    }

    @Test func `is no answer in noise unless it is sure`() throws {
        for (confidence, line) in [(0.4, "> speech noisy"), (0.9, "> speech \"operator\"")] {
            var stage = try Stage(speaking: Flows.spokenMenu)
            stage.say(syllables: 4)
            stage.answer([SpokenAnswer(.option(1), words: "operator", confidence: confidence)], signalToNoise: 6)
            #expect(stage.lines.contains { $0.hasPrefix(line) }, "\(stage.lines)")
        }
    }

    @Test func `that is nothing it takes is asked again`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        stage.answer([])
        stage.tick(1, speaking: true)
        #expect(stage.lines.suffix(2).first?.hasPrefix("> speech unintelligible") == true)
        #expect(stage.lines.last == "< play choose")
        #expect(stage.listens.count == 2)
    }

    @Test func `is joined with keys`() throws {
        var stage = try Stage(speaking: Flows.spokenDigits)
        stage.say(syllables: 2)
        stage.answer([], digits: "12")
        stage.press("34")
        #expect(stage.records.isEmpty)
        #expect(stage.lines.contains { $0.hasPrefix("* card = ***") } || stage.lines.contains { $0.hasPrefix("< play") })
        #expect(stage.stops == 1)
    }

    @Test func `is nothing when nobody understands it in time`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.say(syllables: 4)
        stage.tick(151, speaking: true)
        #expect(stage.lines.contains("* keys alone              # no answer in time"))
        #expect(stage.utterances.map(\.word) == ["began", "ended", "dropped"])
        #expect(stage.stops == 1)
        // All of the first-digit time is there for keys.
        stage.tick(240, speaking: true)
        #expect(!stage.lines.contains("> no input"))
        stage.press("2")
        #expect(stage.lines.contains("* menu --\"2\"--> goodbye"))
    }

    @Test func `is nothing when nobody can listen`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu)
        stage.report(.unavailable("no room"))
        stage.say(syllables: 4)
        #expect(stage.lines.contains("* keys alone              # no room"))
        #expect(stage.utterances.isEmpty)
        stage.press("2")
        #expect(stage.lines.contains("* menu --\"2\"--> goodbye"))
    }
}
