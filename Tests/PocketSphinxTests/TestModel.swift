import Foundation
import PocketSphinx
import Recognition

/// The models of this machine, for the tests that need one.
enum TestModel {
    /// `HOTLINE_MODELS`, else the models beside the checkout, then the repository's descriptions, then Debian's.
    static let library: ModelLibrary = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        var environment = ProcessInfo.processInfo.environment
        if environment["HOTLINE_MODELS"] == nil { environment["HOTLINE_MODELS"] = "\(root)/../shared/models" }
        return ModelLibrary(environment: environment, folder: "\(root)/Models")
    }()

    /// A model of a language; without one the test says so and has nothing to do.
    static func find(_ language: SpeechLanguage, named name: String? = nil) -> AcousticModel? {
        if let model = try? library.model(for: language, named: name) { return model }
        print("skipped: no \(language.rawValue) model\(name.map { " " + $0 } ?? "")")
        return nil
    }
}
