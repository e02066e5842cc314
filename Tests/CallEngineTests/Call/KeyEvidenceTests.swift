import Audio
import CallEngine
import RTP
import Testing

/// What is left of keys for who has to answer a complaint.
@Suite struct `The evidence of a call's keys` {
    private func stage(explaining: Bool) throws -> Stage {
        var options = CallOptions()
        options.explainsKeys = explaining
        var stage = try Stage(Flows.everything, prompts: ["choose": 4, "wait": 5, "first": 3, "music": 20], options: options)
        stage.open()
        stage.tick(10, speaking: true)
        return stage
    }

    private func say(_ samples: [Int16], _ stage: inout Stage) {
        for start in stride(from: 0, to: samples.count, by: AudioFrame.sampleCount) {
            stage.tick(saying: AudioFrame(samples[start...]), as: .caller)
        }
        for _ in 0..<8 { stage.tick(as: .caller) }
    }

    /// A key of 80 ms, then one of 20 ms, which is too short.
    private func press(_ stage: inout Stage) {
        for length in [80, 20] {
            say(ToneGenerator.dial([.five], level: -16, twist: 3, cadence: .init(on: .milliseconds(length), off: .zero)), &stage)
        }
    }

    @Test func `is told at once where keys are explained, without the keys`() throws {
        var stage = try stage(explaining: true)
        press(&stage)
        let told = stage.lines.filter { $0.hasPrefix("> tone") || $0.hasPrefix("> no key") }
        #expect(told.count == 2)
        let (tone, refusal) = (told.first ?? "", told.last ?? "")
        #expect(tone.hasPrefix("> tone ") && tone.contains(" dBm0, ") && tone.contains(" dB over the rest"))
        #expect(refusal.hasPrefix("> no key") && refusal.contains("too short, ") && refusal.contains(" ms, limit "))
        #expect(stage.lines.contains("> dtmf ***"))
    }

    @Test func `costs nothing where they are not`() throws {
        var stage = try stage(explaining: false)
        press(&stage)
        #expect(stage.lines.contains("> dtmf ***"))
        #expect(!stage.lines.contains { $0.hasPrefix("> tone") || $0.hasPrefix("> no key") })
    }

    @Test(arguments: [true, false]) func `is in the record`(_ explaining: Bool) throws {
        var stage = try stage(explaining: explaining)
        press(&stage)
        stage.press("1")
        stage.handle(.remoteHungUp)
        let record = try #require(stage.records.first)
        #expect(record.keys.reports.tone == 1 && record.keys.reports.info == 1 && record.keys.reports.event == 0)
        let tone = try #require(record.tones.first)
        #expect(record.tones.count == 1)
        #expect(abs(tone.at - 240) <= 30 && abs(tone.length - 80) <= 10)
        #expect(abs(tone.low + 16) < 1 && abs(tone.high + 13) < 1 && abs(tone.lowError) < 0.5 && abs(tone.highError) < 0.5)
        #expect(tone.overNoise > 20)
        #expect(record.refusedTones.map(\.reason) == (explaining ? ["too short"] : []))
        #expect(record.refusedTones.allSatisfy { $0.unit == "ms" && $0.value < $0.limit })
    }

    @Test func `keeps the last fifty`() throws {
        var stage = try stage(explaining: false)
        for _ in 0..<60 { say(ToneGenerator.dial([.five], cadence: .init(on: .milliseconds(60), off: .zero)), &stage) }
        stage.handle(.remoteHungUp)
        let record = try #require(stage.records.first)
        #expect(record.tones.count == 50 && record.keys.reports.tone == 60)
    }
}

@Suite struct `The echo of our own prompt` {
    static let flow = """
        flow: echo
        language: en-US
        start: only
        steps:
          only:
            gather: { prompt: keys, digits: { min: 1, max: 9, terminator: "#" }, into: answer }
            next: goodbye
            no-input: { tries: 1, next: goodbye }
            no-match: { tries: 1, next: goodbye }
          goodbye:
            hangup: done
        variables:
          answer: { type: digits }
        """

    /// The caller's line gives back what it is sent, so many frames later and so much softer, and the caller presses keys.
    private func play(delay: Int, loss: Decibels, key: DTMFDigit?) throws -> [String] {
        let prompt = [Int16](repeating: 200, count: 1600) + ToneGenerator.dial([.one, .two, .three], level: -8)
        var stage = try Stage(Self.flow, sounds: ["keys": prompt])
        stage.open()
        var sent: [[UInt8]] = []
        for tick in 0..<120 {
            var frame = AudioFrame.silence
            if tick >= delay, sent[tick - delay].count == 172 {
                frame = AudioFrame(sent[tick - delay].dropFirst(12).map { G711.decode($0, .mu) })
                frame.amplify(by: -loss)
            }
            if let key, (60..<65).contains(tick) {
                var tone = ToneGenerator(key)
                frame.mix(AudioFrame(tone.samples(for: .milliseconds(200)).dropFirst((tick - 60) * 160)))
            }
            stage.tick(saying: frame, as: .caller)
            sent.append(stage.callerOctets)
        }
        return stage.lines.filter { $0.hasPrefix("> dtmf") }
    }

    @Test(arguments: [1, 4, 10]) func `is not a key, even where keys are in it`(_ delay: Int) throws {
        #expect(try play(delay: delay, loss: 6, key: nil) == [])
    }

    @Test func `does not hide the caller's own`() throws {
        #expect(try play(delay: 4, loss: 6, key: .nine) == ["> dtmf 9"])
    }
}
