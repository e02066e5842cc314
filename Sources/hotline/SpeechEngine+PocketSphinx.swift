import Foundation
import PocketSphinx
import Recognition

extension SpeechEngine where Self == PocketSphinxEngine {
    /// libpocketsphinx, with the models of a folder and those of the environment.
    static func pocketSphinx(models folder: String) -> PocketSphinxEngine {
        PocketSphinxEngine(ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: folder))
    }
}
