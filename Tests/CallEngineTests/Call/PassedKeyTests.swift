import Audio
import CallEngine
import RTP
import Testing

/// Keys that one party presses while it speaks with the other.
@Suite struct `Keys between two parties` {
    /// Who speaks with whom: whether each takes telephone events.
    private func talk(callerEvents: Bool, partnerEvents: Bool) throws -> Stage {
        var stage = try Stage(
            `A call with two parties`.flow, prompts: ["music": 7],
            media: LegMedia(law: .mu, telephoneEvents: callerEvents, remote: Stage.address))
        stage.open()
        let id = try #require(stage.lastActivity)
        let media = LegMedia(law: .a, telephoneEvents: partnerEvents, remote: Stage.partnerAddress)
        stage.handle(.dial(.answered(media), id))
        for _ in 0..<20 { stage.tick(as: .caller) }
        return stage
    }

    /// A telephone event of so many packets; the volume is what the sender says [-dBm0].
    private func press(
        _ code: UInt8, packets: Int, volume: UInt8 = 10, _ stage: inout Stage, _ ear: inout FarEar, as leg: LegIndex = .caller
    ) {
        for number in 1...packets {
            let length = min(number, packets - 2) * 160
            let end: UInt8 = number > packets - 3 ? 0x80 : 0
            stage.tick(event: [code, end | volume, UInt8(length >> 8), UInt8(length & 255)], as: leg)
            ear.hear(leg == .caller ? stage.partnerOctets : stage.callerOctets)
        }
        pause(20, &stage, &ear, as: leg)
    }

    private func pause(_ frames: Int, _ stage: inout Stage, _ ear: inout FarEar, as leg: LegIndex = .caller) {
        for _ in 0..<frames {
            stage.tick(as: leg)
            ear.hear(leg == .caller ? stage.partnerOctets : stage.callerOctets)
        }
    }

    private func say(_ samples: [Int16], _ stage: inout Stage, _ ear: inout FarEar, as leg: LegIndex = .caller) {
        for start in stride(from: 0, to: samples.count, by: AudioFrame.sampleCount) {
            stage.tick(saying: AudioFrame(samples[start...]), as: leg)
            ear.hear(leg == .caller ? stage.partnerOctets : stage.callerOctets)
        }
    }

    @Test func `events go to a partner without them as tones of the right length and level`() throws {
        var stage = try talk(callerEvents: true, partnerEvents: false)
        var ear = FarEar(law: .a)
        pause(20, &stage, &ear)
        press(5, packets: 15, volume: 8, &stage, &ear)
        press(5, packets: 4, volume: 50, &stage, &ear)
        press(11, packets: 6, volume: 0, &stage, &ear)
        #expect(ear.events.isEmpty)
        #expect(ear.tones.map(\.digit) == [.five, .five, .pound])
        // The key was down for 13 packets; a shorter one sounds for 100 ms all the same.
        let length = try #require(ear.tones.first).duration.milliseconds
        #expect((220...280).contains(length))
        #expect((90...125).contains(ear.tones[1].duration.milliseconds))
        for (tone, level) in zip(ear.tones, [-8.0, -18, -5]) {
            #expect(abs((tone.lowLevel.value + tone.highLevel.value) / 2 - level) < 1)
            #expect(abs(tone.twist.value - 2) < 0.7)
        }
    }

    @Test func `a burst of keys waits its turn, with a pause after each`() throws {
        var stage = try talk(callerEvents: true, partnerEvents: false)
        var ear = FarEar(law: .a)
        stage.press("1122#")
        pause(80, &stage, &ear)
        #expect(ear.tones.map(\.digit) == [.one, .one, .two, .two, .pound])
        for (one, next) in zip(ear.tones, ear.tones.dropFirst()) {
            #expect(one.duration >= .milliseconds(65) && next.onset - one.end >= .milliseconds(65))
        }
    }

    @Test func `tones go to a partner with events as events alone`() throws {
        var stage = try talk(callerEvents: false, partnerEvents: true)
        var ear = FarEar(law: .a)
        pause(20, &stage, &ear)
        for shift in [0, 37, 80, 131] {
            // Keys begin anywhere in a frame.
            say([Int16](repeating: 3, count: shift) + ToneGenerator.dial([.four, .two]), &stage, &ear)
            pause(15, &stage, &ear)
        }
        #expect(ear.events == [.four, .two, .four, .two, .four, .two, .four, .two])
        #expect(ear.tones.isEmpty)
        // What is left of each tone is too short for any receiver.
        let loud = stride(from: 0, to: ear.sound.count - 40, by: 40).map { AudioFrame.energy(of: ear.sound.span.extracting($0..<$0 + 40)) }
        let longest = loud.split { $0 < Int64(Decibels(-30).meanSquare * 40) }.map(\.count).max() ?? 0
        #expect(longest <= 4, "\(longest * 5) ms of tone")
    }

    @Test func `tones go to a partner without events as they are`() throws {
        var stage = try talk(callerEvents: false, partnerEvents: false)
        var ear = FarEar(law: .a)
        say(ToneGenerator.dial([.four, .two]), &stage, &ear)
        pause(10, &stage, &ear)
        #expect(ear.tones.map(\.digit) == [.four, .two])
    }

    @Test func `both ways of one key are one event`() throws {
        var stage = try talk(callerEvents: true, partnerEvents: true)
        var ear = FarEar(law: .a)
        say(ToneGenerator.dial([.seven], cadence: .init(on: .milliseconds(60), off: .zero)), &stage, &ear)
        press(7, packets: 8, &stage, &ear)
        #expect(ear.events == [.seven])
        #expect(ear.tones.isEmpty)
    }

    @Test func `the partner's keys reach the caller`() throws {
        var stage = try talk(callerEvents: false, partnerEvents: true)
        var ear = FarEar(law: .mu)
        press(9, packets: 8, &stage, &ear, as: .partner)
        #expect(ear.tones.map(\.digit) == [.nine])
        var events = try talk(callerEvents: true, partnerEvents: false)
        var other = FarEar(law: .mu)
        say(ToneGenerator.dial([.nine]), &events, &other, as: .partner)
        pause(15, &events, &other, as: .partner)
        #expect(other.events == [.nine] && other.tones.isEmpty)
    }

    @Test func `speech is let through`() throws {
        var stage = try talk(callerEvents: false, partnerEvents: true)
        var ear = FarEar(law: .a)
        var hum = ToneGenerator(low: 190, high: 570, lowLevel: -18, highLevel: -20)
        say(hum.samples(for: .seconds(1)), &stage, &ear)
        #expect(AudioFrame(ear.sound.suffix(2000)).level() > -18)
    }
}
