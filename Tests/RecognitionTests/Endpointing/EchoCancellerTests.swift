import Audio
import Testing

@testable import Recognition

/// A line that gives back what is played.
struct EchoingLine: Sendable, CustomTestStringConvertible {
    /// How late, beyond the tick that everything takes [ms].
    var delay: Int
    /// By how much softer.
    var loss: Decibels
    var testDescription: String { "\(delay) ms late, \(loss.value) dB softer" }
}

@Suite struct `Taking our own prompt out of what is heard` {
    /// Noise that swells and fades four times a second, as speech does.
    private static let prompt: [Float] = {
        var noise = SplitMix(seed: 11)
        var (last, before): (Float, Float) = (0, 0)
        return (0..<8000 * 6).map { index in
            // Two poles make it as coloured as a voice.
            let sample = Float(noise.unit() - 0.5) + 1.2 * last - 0.6 * before
            (before, last) = (last, sample)
            let swell = abs(Float(index % 2000) / 1000 - 1)
            return sample * swell * swell * 4000
        }
    }()

    private static func sound(_ samples: [Float], from start: Int) -> AudioFrame {
        AudioFrame((start..<start + 160).map { $0 < 0 || $0 >= samples.count ? 0 : Int16(clamped: samples[$0]) })
    }

    /// What the line gives back: the delay, and then three reflections.
    private static func heard(_ line: EchoingLine) -> [Float] {
        let gain = Float((-line.loss).amplitudeRatio)
        var noise = SplitMix(seed: 5)
        return prompt.indices.map { index in
            var sum = Float(noise.unit() - 0.5) * 8
            for (late, share) in [(0, Float(0.8)), (7, -0.5), (21, 0.3)] {
                let place = index - AudioFrame.sampleCount - line.delay * 8 - late
                if place >= 0 { sum += prompt[place] * share * gain }
            }
            return sum
        }
    }

    /// The energy of the frames from `start` on, before and after.
    private static func run(_ heard: [Float], from start: Int, canceller: inout EchoCanceller) -> (before: Int64, after: Int64) {
        var (before, after): (Int64, Int64) = (0, 0)
        for place in stride(from: 0, to: heard.count, by: 160) {
            var frame = sound(heard, from: place)
            let energy = frame.energy
            _ = canceller.cancel(&frame)
            canceller.play(sound(prompt, from: place))
            guard place >= start else { continue }
            before += energy
            after += frame.energy
        }
        return (before, after)
    }

    @Test(arguments: [
        EchoingLine(delay: 5, loss: 15), EchoingLine(delay: 80, loss: 20), EchoingLine(delay: 310, loss: 12),
    ]) func `its delay is found, and it becomes much softer`(_ line: EchoingLine) throws {
        var canceller = EchoCanceller()
        let energies = Self.run(Self.heard(line), from: 8000 * 3, canceller: &canceller)
        let delay = try #require(canceller.echoDelay)
        #expect(abs(delay.milliseconds - line.delay) <= 4)
        #expect(Decibels(meanSquare: Double(energies.before)) - Decibels(meanSquare: Double(energies.after)) > 15)
        #expect((canceller.enhancement ?? 0) > 15)
    }

    @Test func `a caller who speaks over it stays as they were`() {
        let line = EchoingLine(delay: 80, loss: 15)
        var (noise, canceller) = (SplitMix(seed: 77), EchoCanceller())
        let echo = Self.heard(line)
        let caller: [Float] = echo.indices.map { $0 < 32000 ? 0 : Float(noise.unit() - 0.5) * 6000 }
        let both = zip(echo, caller).map { $0 + $1 }
        var (spoilt, whole): (Float, Float) = (0, 0)
        for place in stride(from: 0, to: echo.count, by: 160) {
            var frame = Self.sound(both, from: place)
            let isOurs = canceller.cancel(&frame)
            canceller.play(Self.sound(Self.prompt, from: place))
            guard place >= 32000 else { continue }
            #expect(!isOurs)
            for index in 0..<160 {
                let difference = Float(frame[index]) - caller[place + index]
                spoilt += difference * difference
                whole += caller[place + index] * caller[place + index]
            }
        }
        #expect(spoilt < whole / 100)
    }

    @Test func `where nothing comes back nothing is changed`() {
        var (noise, canceller) = (SplitMix(seed: 3), EchoCanceller())
        for place in stride(from: 0, to: Self.prompt.count, by: 160) {
            let heard = AudioFrame((0..<160).map { _ in Int16(clamped: Float(noise.unit() - 0.5) * 2000) })
            var frame = heard
            let isOurs = canceller.cancel(&frame)
            #expect(frame == heard)
            if place > 8000 * 3 { #expect(!isOurs) }
            canceller.play(Self.sound(Self.prompt, from: place))
        }
        #expect(canceller.echoDelay == nil)
    }

    @Test func `nothing runs while nothing is played`() {
        var canceller = EchoCanceller()
        canceller.pause()
        #expect(!canceller.isActive)
        canceller.play(AudioFrame(repeating: 100))
        #expect(canceller.isActive)
        for _ in 0..<30 { canceller.pause() }
        #expect(!canceller.isActive)
    }
}
