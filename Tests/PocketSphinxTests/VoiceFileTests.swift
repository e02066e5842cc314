import Foundation
import PocketSphinx
import Recognition
import Testing

@Suite struct `Finding the network that hears voices` {
    private func library(_ first: ModelFolder, _ second: ModelFolder) -> ModelLibrary {
        ModelLibrary(environment: ["HOTLINE_MODELS": first.path], folder: second.path)
    }

    @Test func `without the file voices are told by shape, and nothing is wrong`() {
        let file = library(ModelFolder(), ModelFolder()).voice
        #expect(file.network == nil)
        #expect(file.warning == nil)
        guard case .missing = file else { Issue.record("\(file)"); return }
    }

    @Test func `random octets are no network, and the warning names the file`() throws {
        let (first, second) = (ModelFolder(), ModelFolder())
        var seed: UInt64 = 7
        let octets = (0..<4000).map { _ in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: seed >> 56)
        }
        try second.write(Data(octets), to: VoiceFile.name)
        let file = library(first, second).voice
        #expect(file.network == nil)
        let warning = try #require(file.warning)
        #expect(warning.hasPrefix("\(second.path)/voice/silero_vad.onnx: "))
        #expect(warning.contains("make models"))
    }

    @Test func `a file is found in any folder of the path, and the first one counts`() throws {
        guard let octets = Self.real else {
            print("skipped: no voice/silero_vad.onnx among the models")
            return
        }
        let (first, second) = (ModelFolder(), ModelFolder())
        try second.write(octets, to: VoiceFile.name)
        let file = library(first, second).voice
        guard case .found(_, let path) = file else { Issue.record("\(file)"); return }
        #expect(path == "\(second.path)/\(VoiceFile.name)")
        #expect(file.warning == nil)

        // A broken file is told of, even where a whole one comes later: whoever put it there meant it.
        try first.write(octets.prefix(octets.count / 2), to: VoiceFile.name)
        #expect(library(first, second).voice.warning?.hasPrefix(first.path) == true)
    }

    /// The real file, where there is one.
    private static let real: Data? = TestModel.library.path.lazy.compactMap {
        FileManager.default.contents(atPath: "\($0)/\(VoiceFile.name)")
    }.first
}
