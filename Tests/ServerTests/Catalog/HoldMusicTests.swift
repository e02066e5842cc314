import Audio
import Testing

@testable import Server

@Suite struct `Sounds that come with Hotline` {
    @Test func `hold music is softer than speech, whole frames long and never clipped`() {
        let music = HoldMusic.samples()
        let level = SpeechLevel(music)
        #expect(level.active < SpeechLevel.target)
        #expect(level.active > SpeechLevel.tooQuiet)
        #expect(!level.isClipped)
        #expect(music.count % AudioFrame.sampleCount == 0)
    }

    @Test func `an open line is never exact zeros for long`() {
        let noise = HoldMusic.comfortNoise()
        #expect(noise.count % AudioFrame.sampleCount == 0)
        #expect(noise.contains { $0 != 0 })
        #expect(SpeechLevel(noise).active < -50)
    }
}
