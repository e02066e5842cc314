import Audio
import Testing

@testable import Recognition

/// A line, how far the grammar is, and what is heard of it.
struct Utterance: Sendable, CustomTestStringConvertible {
    var why: String
    var line: String
    var heard: String
    var progress: WordGraph.Progress?
    var testDescription: String { why }
}

@Suite struct `Finding the ends of speech` {
    @Test(arguments: [
        Utterance(why: "nothing known of the words: 1.5 s", line: "--vvvvv----------------", heard: "--(!-----------------i-"),
        Utterance(why: "all was said: 400 ms", line: "--vvvvv------", heard: "--!-------c--", progress: .complete),
        Utterance(why: "it may end or go on: 800 ms", line: "--vvvvv---------", heard: "--!-----------c-", progress: .mayEnd),
        Utterance(
            why: "something is missing: 1.5 s", line: "--vvvvv----------------", heard: "--!------------------i-", progress: .incomplete),
        Utterance(why: "a pause of 300 ms is none", line: "--vvv---vvv------", heard: "--!-----------c--", progress: .complete),
    ]) func `silence ends it, the sooner the less can follow`(_ utterance: Utterance) {
        var diagram = ListeningDiagram()
        diagram.progress = utterance.progress
        #expect(diagram.heard(utterance.line).events == utterance.heard)
    }

    @Test(arguments: [
        Utterance(why: "voice of 100 ms in silence is a short word", line: "--v-------------------", heard: "--(--!-----------i----"),
        Utterance(why: "a key is not voice", line: "--kkkkkk-----", heard: "-------------"),
        Utterance(
            why: "exact zeros all the time", line: "00000000000000000000000000000000000", heard: "-----------------------------0-----"),
        Utterance(
            why: "no packets all the time", line: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", heard: "-----------------------------0-----"),
        Utterance(
            why: "one packet with sound is audio", line: "xxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", heard: "-----------------------------------"
        ),
    ]) func `what is no speech is nothing`(_ utterance: Utterance) {
        #expect(ListeningDiagram().heard(utterance.line).events == utterance.heard)
    }

    @Test func `an onset that comes to nothing is taken back`() {
        var diagram = ListeningDiagram()
        diagram.timers.confirmShort = .milliseconds(140)
        #expect(diagram.heard("--v------vvvv---").events == "--(--)---(!-----")
    }

    @Test func `of a voice for sure so little is enough as an onset takes`() {
        var diagram = ListeningDiagram()
        diagram.timers.confirmShort = .milliseconds(140)
        #expect(diagram.heard("--V------vvvv---").events == "--(--!----------")
    }

    /// What is heard before a voice, and how long before the voice the utterance begins [ms].
    struct Beginning: Sendable, CustomTestStringConvertible {
        var line: String
        var before: Int
        var testDescription: String { line }
    }

    @Test(arguments: [
        Beginning(line: "----------vvv", before: 0),
        Beginning(line: "-------bbbvvv", before: 300),
        Beginning(line: "------bbb-vvv", before: 400),
        Beginning(line: "-----bbb--vvv", before: 0),
        Beginning(line: "--bbbbbbbbvvv", before: 500),
    ]) func `a breath belongs to the word that follows it at once`(_ row: Beginning) throws {
        let heard = ListeningDiagram(progress: .complete).heard(row.line + "------")
        #expect(heard.began == .milliseconds(1000 - row.before))
    }

    @Test func `a voice that comes and goes in noise is not too soon`() {
        // 20 ms of voice in each 140 ms, after noise that is loud all the time.
        var (endpointer, clock, onsets) = (Endpointer(), MediaTime.zero, 0)
        endpointer.listen(at: clock)
        for index in 0..<100 {
            clock += .frame
            let judgement = VoiceDetector.Judgement(chance: index > 50 && index % 7 == 0 ? 0.8 : 0, isLoud: true)
            if case .onset = endpointer.handle(AudioFrame(repeating: 10), judgement, Surroundings(), at: clock) { onsets += 1 }
        }
        #expect(onsets == 1)
    }

    @Test func `speech has a longest time`() {
        var diagram = ListeningDiagram()
        diagram.timers.maxSpeech = .milliseconds(1000)
        #expect(diagram.heard("-vvvvvvvvvvvvvvv").events == "-(!-------L-----")
    }

    @Test func `speech that was too long is no answer to the next question before it has paused`() {
        var diagram = ListeningDiagram(again: 17)
        diagram.timers.maxSpeech = .milliseconds(1500)
        #expect(diagram.heard("-vvvvvvvvvvvvvvvvvv--v----vv").events == "-(!------------L----------(!")
        // Nobody is kept from answering for longer than that.
        diagram.timers.maxSpeech = .milliseconds(1000)
        #expect(diagram.heard("-vvvvvvvvvvvvvvvvvvvvvvv").events == "-(!-------L----------(!-")
    }

    @Test func `without barge-in speech over the prompt is no onset, and what began in time is heard from its beginning`() {
        var diagram = ListeningDiagram(progress: .complete, prompted: 6, bargeIn: false)
        #expect(diagram.heard("---vvvvvvv------").events == "------!------c--")
        diagram.prompted = 12
        #expect(diagram.heard("---vvvvvvvvvvvvvvvv------").events == "----------------------S--")
    }

    @Test func `who began too soon and does not stop is too soon after 20 s`() {
        let diagram = ListeningDiagram(prompted: 14, bargeIn: false)
        let heard = diagram.heard("---" + String(repeating: "v", count: 210)).events
        #expect(heard == String(repeating: "-", count: 202) + "S" + String(repeating: "-", count: 10))
    }

    @Test func `a slow caller is waited for longer, a quick one less long`() {
        var (slow, quick) = (CallerPace(), CallerPace())
        for _ in 0..<5 {
            slow.add(.milliseconds(900))
            quick.add(.milliseconds(150))
        }
        let timers = EndpointerTimers()
        #expect(timers.silence(after: .incomplete, pace: slow) > timers.silence(after: .incomplete, pace: CallerPace()))
        #expect(timers.silence(after: .mayEnd, pace: quick) < timers.silence(after: .mayEnd, pace: CallerPace()))
        #expect(timers.silence(after: .mayEnd, pace: slow) > timers.mayEnd)
        #expect(timers.silence(after: .complete, pace: slow) == timers.complete)
    }

    @Test func `the gaps between words are learnt`() {
        let heard = ListeningDiagram().heard("--vvv---vvv---vvv---vv---------------------")
        #expect(heard.endpointer.pace.gaps == 3)
        #expect(heard.endpointer.pace.meanGap == .milliseconds(300))
    }

    @Test func `the lead goes back before the voice, into what was heard`() throws {
        var endpointer = Endpointer()
        endpointer.listen(at: .zero)
        var clock = MediaTime.zero
        for index in 1...60 {
            clock += .frame
            let isVoice = index > 50
            let event = endpointer.handle(
                AudioFrame(repeating: Int16(index)), .init(chance: isVoice ? 1 : 0, isLoud: isVoice), Surroundings(), at: clock)
            guard case .onset(let began, let lead) = event else { continue }
            #expect(began == .milliseconds(1000))
            #expect(endpointer.pastFrame(0)[0] == Int16(index))
            // 500 ms before the first frame of voice, which is the 51st.
            #expect(endpointer.pastFrame(lead)[0] == 51 - 25)
            return
        }
        Issue.record("no onset")
    }
}
