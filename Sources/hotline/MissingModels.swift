import Foundation
import IVR
import PocketSphinx
import Recognition

/// Says which languages are spoken to and not understood: their flows go on with keys.
struct MissingModels {
    /// One line for each language that has no model, in the order of their names.
    let remarks: [String]

    /// Looks for a model of each language in a folder and on the path of models.
    init(_ languages: Set<LanguageTag>, folder: String) {
        let library = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: folder)
        remarks = Set(languages.compactMap { SpeechLanguage(tag: "\($0)") }).sorted { $0.rawValue < $1.rawValue }.compactMap { language in
            do throws(ModelError) {
                _ = try library.model(for: language)
                return nil
            } catch {
                return "\(error); until then flows in \(language.rawValue) go on with keys"
            }
        }
    }
}
