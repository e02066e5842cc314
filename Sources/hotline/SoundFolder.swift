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

    /// Makes the call of a script, with every sound file that it names.
    func call(_ script: CallScript, to hotline: SimulatedHotline) throws -> SimulatedCall {
        let sounds = try script.sounds.map { CallerSound(start: $0.start, samples: try samples($0.path)) }
        let files = Set(script.plan.files)
        let clips = Dictionary(uniqueKeysWithValues: try files.map { ($0, try samples($0)) })
        return hotline.call(script, sounds: sounds, clips: clips)
    }

    /// The sound of a file, at 8 kHz.
    private func samples(_ path: String) throws -> [Int16] {
        do throws(SoundInputError) {
            return try SoundInput(raw: nil, rate: nil).read(URL(fileURLWithPath: path, relativeTo: base).path).samples
        } catch {
            throw ValidationError("\(VisibleText.of(path)): \(error)")
        }
    }
}
