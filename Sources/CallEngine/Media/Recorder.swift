import Audio

/// Follows one recording: which frames belong to it, and when it is over.
///
/// The frames come out 80 ms late. A key needs less than that to be heard for sure, so none of its tone reaches the recording.
struct Recorder: Sendable {
    /// Why a recording is over.
    enum End: Hashable {
        case silence, maximum
    }

    /// How many frames are held back.
    private static let held = 4
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
    private var noise = Recorder.softest
    private var delay = InlineArray<4, AudioFrame>(repeating: .silence)
    private var count = 0
    private var isSquelched = false
    private var firstSound: MediaTime?
    /// The frame for the recorder, when there is one yet.
    private(set) var frame: AudioFrame?

    /// A recording whose first frame is that of the next tick.
    init(maximum: MediaTime, silence: MediaTime, at now: MediaTime) {
        self.maximum = maximum
        self.silence = silence
        startedAt = now
        lastSound = now
    }

    /// How much has come out.
    var length: MediaTime { MediaTime(samples: Int64(max(0, count - Recorder.held) * AudioFrame.sampleCount)) }

    /// How long somebody spoke, from the first sound to the last.
    var spoken: MediaTime { firstSound.map { lastSound - $0 + .frame } ?? .zero }

    /// A key is down: what was held back is its tone, and so is the frame that comes.
    mutating func squelch(_ quiet: AudioFrame) {
        for slot in 0..<Recorder.held { delay[slot] = quiet }
        isSquelched = true
    }

    /// Takes the caller's frame of this tick; returns why the recording is over, if it is.
    mutating func take(_ heard: borrowing AudioFrame, at now: MediaTime) -> End? {
        let slot = count % Recorder.held
        frame = count >= Recorder.held ? delay[slot] : nil
        let isKey = isSquelched
        isSquelched = false
        if !isKey { delay[slot] = copy heard }
        count += 1
        if !isKey, isSound(Double(heard.energy)) {
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
