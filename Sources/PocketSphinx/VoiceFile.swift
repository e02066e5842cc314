import Foundation
public import Recognition

/// What the path of models has to tell voices from other sounds with.
public enum VoiceFile: Sendable {
    /// A network, read from a file.
    case found(VoiceNetwork, path: String)
    /// No folder has the file.
    case missing
    /// The first file of that name is no network.
    case broken(path: String, VoiceNetworkError)

    /// Where a folder of models has it.
    public static let name = "voice/silero_vad.onnx"

    /// The network; nil where voices are told by the shape of their sound.
    public var network: VoiceNetwork? {
        if case .found(let network, _) = self { network } else { nil }
    }

    /// What the operator has to be told; nil where nothing is wrong.
    public var warning: String? {
        guard case .broken(let path, let error) = self else { return nil }
        return "\(path): \(error); voices are told by shape until `make models` has fetched it anew"
    }
}

extension ModelLibrary {
    /// Looks for the network that hears voices, and reads it.
    public var voice: VoiceFile {
        for folder in path {
            let file = "\(folder)/\(VoiceFile.name)"
            guard let octets = FileManager.default.contents(atPath: file) else { continue }
            do throws(VoiceNetworkError) {
                return .found(try VoiceNetwork([UInt8](octets)), path: file)
            } catch {
                return .broken(path: file, error)
            }
        }
        return .missing
    }
}
