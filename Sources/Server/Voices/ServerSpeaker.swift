import IVR

/// Has the configured server speak texts one after the other, and keeps what it says.
struct ServerSpeaker: Sendable {
    /// How it went.
    struct Outcome: Sendable {
        /// How many texts were spoken.
        var spoken = 0
        /// Why the rest was not; nil when all of it was.
        var problem: String?
    }

    /// After so many failures in a row the rest is left for another time.
    private static let patience = 3

    private let client: SpeechClient
    private let cache: VoiceCache

    /// A speaker for a configuration; nil when no server is configured.
    init?(_ configuration: Configuration, web: WebClient) {
        guard let server = configuration.voices.server else { return nil }
        self.init(SpeechClient(server, client: ModelClient(server.service, web: web)), cache: VoiceCache(folder: configuration.paths.cache))
    }

    init(_ client: SpeechClient, cache: VoiceCache) {
        self.client = client
        self.cache = cache
    }

    /// Has texts spoken. Who cannot be reached is asked for one text only.
    func speak(_ voices: [Voice], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }) async -> Outcome {
        var outcome = Outcome()
        var failures = 0
        for (number, voice) in voices.enumerated() {
            guard case .server(let name) = voice.speaker, !Task.isCancelled else { continue }
            do throws(ModelServiceFailure) {
                try await speak(voice, as: name)
                failures = 0
                outcome.spoken += 1
                progress(number + 1, voices.count)
            } catch {
                outcome.problem = outcome.problem ?? "\(error)"
                failures += 1
                if failures == Self.patience || error.isPassing { break }
            }
        }
        return outcome
    }

    private func speak(_ voice: Voice, as name: String) async throws(ModelServiceFailure) {
        let sound = try await client.speak(voice.text, voice: name)
        do {
            _ = try cache.keep(sound, of: voice)
        } catch {
            throw .unusable("\(error)")
        }
    }
}
