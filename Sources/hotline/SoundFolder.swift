import ArgumentParser
import Audio
import AudioFiles
import CallSimulator
import Diagnostics
import Foundation

/// Where the sounds of a simulated caller are: beside the script, or where one stands.
struct SoundFolder {
    private let base: URL?

    /// The folder of a script's file; nil for none.
    init(_ script: String?) {
        base = script.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    }

    /// Everything a caller says, at 8 kHz.
    func sounds(of script: CallScript) throws -> [CallerSound] {
        try script.sounds.map { sound in
            let url = URL(fileURLWithPath: sound.path, relativeTo: base)
            do {
                let clip = try SoundFile.decode([UInt8](try Data(contentsOf: url)), as: SoundFormatHint(fileName: sound.path))
                return CallerSound(start: sound.start, samples: try clip.resampled(to: SampleRate.narrowband.hertz).samples)
            } catch {
                throw ValidationError(
                    "\(VisibleText.of(sound.path)): \((error as? SoundFileError)?.description ?? error.localizedDescription)")
            }
        }
    }
}
