import Audio
import Recognition

/// Follows one recording: which frames belong to it, and when it is over.
///
/// The frames come out 80 ms late, so that none of a key's tone reaches the recording.
struct Recorder: Sendable {
    /// Why a recording is over.
    enum End: Hashable {
        case silence, maximum
    }

    /// Louder than the line's noise by this much is somebody speaking.
    private static let margin = Decibels(9).powerRatio
    /// Nobody speaks this softly, whatever the noise [dBm0].
    private static let softest = Decibels(-50).meanSquare * Double(AudioFrame.sampleCount)
    /// A line is never taken for noisier than this [dBm0].
    private static let noisiest = Decibels(-30).meanSquare * Double(AudioFrame.sampleCount)

    private let maximum: MediaTime
    private let silence: MediaTime
    private let startedAt: MediaTime
    private var lastSound: MediaTime
    private var firstSound: MediaTime?
    private var noise = Recorder.softest
    private var squelch: KeyToneSquelch
    /// How much went in.
    private var taken = MediaTime.zero
    /// The frame for the recorder, when there is one yet.
    private(set) var frame: AudioFrame?

    /// A recording whose first frame is that of the next tick.
    init(maximum: MediaTime, silence: MediaTime, seed: UInt64, at now: MediaTime) {
        self.maximum = maximum
        self.silence = silence
        startedAt = now
        lastSound = now
        squelch = KeyToneSquelch(seed: seed)
    }

    /// How much has come out.
    var length: MediaTime { max(.zero, taken - KeyToneSquelch.delay) }

    /// How long somebody spoke, from the first sound to the last.
    var spoken: MediaTime { firstSound.map { lastSound - $0 + .frame } ?? .zero }

    /// Takes the caller's frame of this tick, and since when a key is down; returns why the recording is over, if it is.
    mutating func take(_ heard: borrowing AudioFrame, keySince onset: MediaTime?, at now: MediaTime) -> End? {
        let ready = squelch.process(heard, endingAt: now, keySince: onset)
        frame = taken >= KeyToneSquelch.delay ? ready : nil
        taken += .frame
        if onset == nil, isSound(Double(heard.energy)) {
            firstSound = firstSound ?? now
            lastSound = now
        }
        if now - startedAt >= maximum { return .maximum }
        return now - lastSound >= silence ? .silence : nil
    }

    /// Compares with the noise, which is followed downwards at once and upwards slowly (about 1 dB in 0.8 s).
    private mutating func isSound(_ energy: Double) -> Bool {
        let isSound = energy > max(noise * Recorder.margin, Recorder.softest)
        noise = min(max(min(energy, noise * 1.006), Recorder.softest / Recorder.margin), Recorder.noisiest)
        return isSound
    }
}
