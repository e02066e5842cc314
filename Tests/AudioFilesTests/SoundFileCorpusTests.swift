import Foundation
import Testing

@testable import AudioFiles

@Suite struct `What fuzzing found` {
    @Test func `is read or refused, and never grows`() throws {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let corpus = repository.appendingPathComponent("Fuzz/Corpus/FuzzWAV")
        let files = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
        #expect(files.count > 20)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            for hint in [nil, SoundFormatHint.linear] {
                guard let clip = try? SoundFile.decode(bytes, as: hint, limit: 60) else { continue }
                #expect(!clip.samples.isEmpty && Resampler.rates.contains(clip.rate))
                guard let narrow = try? clip.resampled(to: 8000) else { continue }
                #expect(narrow.samples.count <= clip.samples.count * 8000 / clip.rate)
            }
        }
    }
}
