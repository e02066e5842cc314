import Audio
import AudioFiles
import Foundation
import Recognition

/// What was heard in one sound: its keys and, on request, what resembled one, in the order of time.
struct KeyReport {
    /// One key, or one candidate that was refused.
    enum Entry {
        case key(HeardKey)
        case refusal(KeyRefusal)

        var onset: MediaTime {
            switch self {
            case .key(let key): key.onset
            case .refusal(let refusal): refusal.onset
            }
        }
    }

    /// So much silence after the end, so that a key that sounds until then is measured too [samples].
    private static let rest = 4 * AudioFrame.sampleCount

    let name: String
    let entries: [Entry]
    /// How long the sound is.
    let length: MediaTime

    init(of clip: SoundClip, name: String, profile: DTMFProfile, explaining: Bool) {
        self.name = name
        length = MediaTime(samples: Int64(clip.samples.count))
        let sound = clip.samples + [Int16](repeating: 0, count: Self.rest)
        let heard = KeyHearing(of: sound, profile: profile, explaining: explaining)
        entries = (heard.keys.map(Entry.key) + heard.refusals.map(Entry.refusal)).sorted { $0.onset < $1.onset }
    }

    /// The keys that were heard.
    var keys: [DTMFDigit] {
        entries.compactMap { if case .key(let key) = $0 { key.digit } else { nil } }
    }
}
