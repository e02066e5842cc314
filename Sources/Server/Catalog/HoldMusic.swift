import Audio
import Foundation

/// The sounds that come with Hotline: music for waiting, a beep before recordings, and the hiss of an open line.
///
/// They are computed, so there is nobody to ask for permission.
enum HoldMusic {
    /// Beats of the piece [samples]: 96 a minute.
    private static let beat = 5000
    /// Four bars of four plucked notes [semitones from A4 = 440 Hz]: C, A minor, F, G, each broken upwards and back.
    private static let notes = [
        -9, -5, -2, 3, -2, -5, -12, -9, -5, 0, -5, -9, -16, -12, -9, -4, -9, -12, -14, -10, -7, -2, -7, -10,
    ]
    /// How loud the music is [dBm0]: softer than speech, which is at -20.
    private static let level: Decibels = -24

    /// One round of the piece, meant to be repeated [8 kHz].
    static func samples() -> [Int16] {
        var sound = [Double](repeating: 0, count: notes.count * beat)
        for (index, note) in notes.enumerated() {
            pluck(440 * pow(2, Double(note) / 12), from: index * beat, in: &sound)
        }
        let power = sound.reduce(0) { $0 + $1 * $1 } / Double(sound.count)
        let gain = (level.meanSquare / power).squareRoot()
        return sound.map { Int16(clamping: Int(($0 * gain).rounded())) }
    }

    /// A string that is plucked and dies away; what outlasts the piece sounds into its beginning, so that the round has no seam.
    private static func pluck(_ frequency: Double, from start: Int, in sound: inout [Double]) {
        let rate = Double(SampleRate.narrowband.hertz)
        for offset in 0..<(beat * 4) {
            let time = Double(offset) / rate
            let attack = min(1, time / 0.008)
            let phase = 2 * Double.pi * frequency * time
            let wave = sin(phase) * exp(-2.2 * time) + 0.4 * sin(2 * phase) * exp(-3.6 * time) + 0.15 * sin(3 * phase) * exp(-5.5 * time)
            sound[(start + offset) % sound.count] += attack * wave
        }
    }

    /// The tone before a recording: 1 kHz for 300 ms [8 kHz].
    static func beep() -> [Int16] {
        var tone = ToneGenerator(frequency: 1000, level: -15)
        return tone.samples(for: .milliseconds(300))
    }

    /// Eight seconds of an open line [8 kHz].
    static func comfortNoise() -> [Int16] {
        var noise = ComfortNoise(level: -60, seed: 0x51e0)
        return (0..<64_000).map { _ in noise.nextSample() }
    }
}
