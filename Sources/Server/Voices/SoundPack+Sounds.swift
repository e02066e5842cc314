import AudioFiles
import Foundation
import IVR

/// The sounds of a pack.
extension SoundPack {
    /// The Debian package.
    var package: String { "asterisk-core-sounds-en-wav" }
    /// Where the package puts its files.
    static let systemFolder = "/usr/share/asterisk/sounds/en_US_f_Allison"
    /// The language spoken.
    var language: LanguageTag { "en-US" }

    /// What has to be said of it; nil when it is there.
    func problem(folder: String = SoundPack.systemFolder) -> String? {
        guard !FileManager.default.fileExists(atPath: folder) else { return nil }
        return "the pack `\(rawValue)` is not installed (`apt-get install \(package)`): its words are spoken by other voices"
    }

    /// The sound of a clip, made of the pack's files, as loud as the others [8 kHz]; nil when the pack does not say that.
    func sound(of clip: ClipID, text: String, folder: String = SoundPack.systemFolder) -> [Int16]? {
        guard clip.language == language, let files = AsteriskWords.files(saying: clip.name, text: text) else { return nil }
        var samples: [Int16] = []
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file).wav"),
                let part = try? SoundFile.decode(Array(bytes)).resampled(to: 8000).samples
            else { return nil }
            samples += SpokenClip.finished(part)
        }
        return samples.isEmpty ? nil : samples
    }
}
