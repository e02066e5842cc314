import Foundation
import Testing

@testable import Audio

/// A voice that holds a vowel: harmonics of one pitch [Hz], softer as they go up, at about -16 dBm0.
struct Vowel: Sendable, CustomTestStringConvertible {
    let pitch: Double
    var testDescription: String { "a voice of \(Int(pitch)) Hz" }

    func sample(_ index: Int) -> Double {
        (1...8).reduce(0) { $0 + 2000 / Double($1) * sin(2 * Double.pi * pitch * Double($1 * index) / 8000 + Double($1 * $1)) }
    }

    func frame(_ number: Int) -> AudioFrame {
        AudioFrame((0..<160).map { Int16(clamped: Float(sample(number * 160 + $0))) })
    }

    static let voices = [85.0, 110, 150, 195].map { Vowel(pitch: $0) }
}

@Suite struct `A lost packet` {
    @Test(arguments: Vowel.voices)
    func `is replaced by what the voice would have said`(_ voice: Vowel) {
        var concealment = heard(voice, frames: 10)
        let (made, real) = (concealment.conceal(), voice.frame(10))
        #expect(correlation(made, real) > 0.9)
        #expect(abs(made.level().value - real.level().value) < 2)
    }

    @Test(arguments: Vowel.voices)
    func `leaves no click at either end`(_ voice: Vowel) {
        var concealment = heard(voice, frames: 10)
        var frames = [voice.frame(9)]
        for number in 10..<12 { frames.append(number < 11 ? concealment.conceal() : voice.frame(number)) }
        concealment.received(&frames[2])
        let steps = self.steps(samples(of: frames))
        let voiceSteps = self.steps(samples(of: (9..<12).map { voice.frame($0) }))
        #expect(2 * (steps.max() ?? 0) < 3 * (voiceSteps.max() ?? 0))
    }

    @Test(arguments: Vowel.voices)
    func `that many follow becomes softer and ends in the line's noise`(_ voice: Vowel) {
        var concealment = PacketLossConcealment()
        var noise = ComfortNoise(level: -50, seed: 9)
        for _ in 0..<20 {
            var frame = noise.next()
            concealment.received(&frame)
        }
        for number in 0..<10 {
            var frame = voice.frame(number)
            concealment.received(&frame)
        }
        let frames = (0..<50).map { _ in concealment.conceal() }
        let levels = frames.map { $0.level().value }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 < $0 + 2 })
        #expect(levels[1] < levels[0] - 1 && levels[2] < levels[1] - 5)
        #expect(levels[5...].allSatisfy { abs($0 + 50) < 3 })
        #expect(!frames.contains(.silence))
    }

    @Test func `before anything was heard is noise`() {
        var concealment = PacketLossConcealment()
        let frame = concealment.conceal()
        #expect(frame != .silence)
        #expect(abs(frame.level().value + 60) < 2)
    }

    @Test func `after exact silence is not exact silence`() {
        var concealment = PacketLossConcealment()
        for _ in 0..<5 {
            var frame = AudioFrame.silence
            concealment.received(&frame)
        }
        for _ in 0..<10 { #expect(concealment.conceal() != .silence) }
    }

    @Test func `that is none changes nothing`() {
        let voice = Vowel(pitch: 120)
        var concealment = PacketLossConcealment()
        for number in 0..<10 {
            var frame = voice.frame(number)
            concealment.received(&frame)
            #expect(frame == voice.frame(number))
        }
    }

    @Test func `costs little memory`() {
        #expect(MemoryLayout<PacketLossConcealment>.size <= 2500)
    }

    /// Every pattern of loss in eight frames, twice over: always sound, never beyond full scale's neighbourhood, no crash.
    @Test func `in any pattern keeps the level of the voice or less`() {
        let voice = Vowel(pitch: 130)
        let loudest = (0..<20).map { voice.frame($0).level().value }.max() ?? 0
        for pattern in 0..<256 {
            var concealment = heard(voice, frames: 4)
            for number in 4..<20 {
                var frame = voice.frame(number)
                if pattern >> (number % 8) & 1 == 0 { concealment.received(&frame) } else { frame = concealment.conceal() }
                #expect(frame.level().value < loudest + 2)
                #expect(frame != .silence)
            }
        }
    }

    private func heard(_ voice: Vowel, frames: Int) -> PacketLossConcealment {
        var concealment = PacketLossConcealment()
        for number in 0..<frames {
            var frame = voice.frame(number)
            concealment.received(&frame)
        }
        return concealment
    }

    private func correlation(_ one: AudioFrame, _ other: AudioFrame) -> Double {
        let product = (0..<160).reduce(0.0) { $0 + Double(one[$1]) * Double(other[$1]) }
        return product / (Double(one.energy) * Double(other.energy)).squareRoot()
    }

    private func steps(_ samples: [Int16]) -> [Int] {
        zip(samples, samples.dropFirst()).map { abs(Int($1) - Int($0)) }
    }
}
