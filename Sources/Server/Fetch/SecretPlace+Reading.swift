import Foundation

extension Configuration.SecretPlace {
    /// Reads the secret; it is never part of a message.
    func read(environment: [String: String] = ProcessInfo.processInfo.environment) throws(ModelServiceFailure) -> String {
        switch self {
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else { throw .noKey("the environment has no \(name)") }
            return value
        case .file(let path):
            guard let text = try? TextFile.text(at: path) else { throw .noKey("\(path) cannot be read") }
            let line = text.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty else { throw .noKey("\(path) is empty") }
            return line
        }
    }
}

/// Why a model service gave no answer; the words never hold its key.
enum ModelServiceFailure: Error, Hashable, CustomStringConvertible {
    /// Its key cannot be read.
    case noKey(String)
    /// It could not be reached, or not in time.
    case away(WebClient.Failure)
    /// It answered with this status, and what it said about it.
    case refused(status: Int, String)
    /// What it answered is not what was asked for.
    case unusable(String)

    var description: String {
        switch self {
        case .noKey(let reason): "its key is not there: \(reason)"
        case .away(let failure): "\(failure)"
        case .refused(let status, let words): words.isEmpty ? "it answered \(status)" : "it answered \(status): \(words)"
        case .unusable(let reason): "its answer cannot be used: \(reason)"
        }
    }

    /// Whether it may answer when it is asked again.
    var isPassing: Bool {
        switch self {
        case .away(.tooLarge), .noKey, .unusable: false
        case .away: true
        case .refused(let status, _): status == 408 || status == 429 || status >= 500
        }
    }
}
