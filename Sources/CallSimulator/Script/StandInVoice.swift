import Audio
public import CallEngine
public import IVR

/// Speaks prompts that nobody has recorded, as silence of a plausible length: a simulated call needs no voice, and its transcript does
/// not depend on the voices of the machine.
public enum StandInVoice {
    /// About how long a letter of English takes [samples]: 15 a second.
    private static let letter = 8000 / 15
    /// About how long a Chinese character takes [samples]: 4 a second.
    private static let character = 8000 / 4
    /// No clip is shorter [samples]: 300 ms.
    private static let shortest = 2400
    /// What the server makes by itself [samples]: music, a pause, a beep.
    private static let sounds: [GeneratedSound: Int] = [.holdMusic: 80_000, .pause: 4000, .beep: 2400]

    /// Every clip of these catalogues, and of their languages' vocabularies.
    public static func library(for catalogues: [PromptCatalogue]) -> PromptLibrary {
        let breath = Breath()
        var clips: [ClipID: PromptAudio] = [:]
        for catalogue in catalogues {
            for clip in catalogue.clips {
                clips[ClipID(language: catalogue.language, name: clip.name)] = breath.clip(length(of: clip.text))
            }
            for name in catalogue.order {
                guard case .sound(let sound)? = catalogue.prompts[name]?.value else { continue }
                clips[ClipID(language: catalogue.language, name: name.rawValue)] = breath.clip(sounds[sound] ?? shortest)
            }
        }
        return PromptLibrary(clips: clips)
    }

    /// How long a text takes [samples].
    static func length(of text: String) -> Int {
        var samples = 0
        for scalar in text.unicodeScalars {
            if (0x3400...0x9fff).contains(scalar.value) {
                samples += character
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " " {
                samples += letter
            } else if scalar.properties.isWhitespace == false {
                samples += 2 * letter  // a comma is a pause
            }
        }
        return max(shortest, samples)
    }

    /// Faint noise in both laws, made once and cut to length.
    private struct Breath {
        private let mu: [UInt8]
        private let a: [UInt8]

        init() {
            var noise = ComfortNoise(seed: 5)
            let samples = (0..<160_000).map { _ in noise.nextSample() }
            mu = samples.map { G711.encode($0, .mu) }
            a = samples.map { G711.encode($0, .a) }
        }

        func clip(_ length: Int) -> PromptAudio {
            PromptAudio(mu: Array(mu.prefix(length)), a: Array(a.prefix(length)))
        }
    }
}
