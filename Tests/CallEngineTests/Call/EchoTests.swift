import Audio
import CallEngine
import IVR
import Testing

@Suite struct `A prompt that comes back over the line` {
    /// A prompt that is spoken, 6 s of it.
    private static let prompt = CallersVoice(syllables: 30, isHoarse: true).samples
    /// 15 dB softer.
    private static let factor = 0.178

    @Test func `does not interrupt itself, though the same sound from a caller would`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu, quiet: 0, sounds: ["choose": Self.prompt])
        let echo = stage.echo(Self.factor, after: 5, frames: 290)
        #expect(stage.numbers.isEmpty, "\(stage.transcript)")

        var other = try Stage(speaking: Flows.spokenMenu)
        other.hear(echo)
        #expect(other.numbers.first == 1)
    }

    @Test func `is taken out of what is handed over to be understood`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu, quiet: 0, sounds: ["choose": Self.prompt])
        let echo = stage.echo(Self.factor, after: 5, frames: 290)
        let (came, left) = (echo.suffix(90).map(\.energy).reduce(0, +), stage.heardFrames.suffix(90).map(\.energy).reduce(0, +))
        #expect(Double(left) < 0.1 * Double(came), "\(left) of \(came)")
    }

    @Test func `lets a caller through who speaks over it: it is ducked, then stopped`() throws {
        var stage = try Stage(speaking: Flows.spokenMenu, quiet: 0, sounds: ["choose": Self.prompt])
        let before = [AudioFrame](repeating: .silence, count: 170)
        _ = stage.echo(Self.factor, after: 5, frames: 230, saying: before + CallersVoice(syllables: 5).frames)
        let lines = stage.lines.filter { $0.hasPrefix("< duck") || $0.hasPrefix("< stop") }
        #expect(lines == ["< duck choose", "< stop choose             # speech"], "\(stage.transcript)")
        #expect(stage.numbers.first == 1)
    }
}
