import AudioFiles
import Foundation
import IVR
import NIOPosix

/// Has sound files written down by the configured server, for `hotline transcribe`.
public struct FileTranscriber: Sendable {
    private let client: TranscriptionClient
    private let web: WebClient

    /// Asks the server of a configuration; nil when it names none. `stop` has to be called at the end.
    public init?(_ configuration: Configuration) {
        guard let settings = configuration.transcription else { return nil }
        web = WebClient(on: MultiThreadedEventLoopGroup.singleton)
        client = TranscriptionClient(settings, client: ModelClient(settings.service, web: web))
    }

    /// The words in a sound file of any kind.
    public func text(of path: String, in language: LanguageTag?) async throws(Failure) -> String {
        guard let octets = FileManager.default.contents(atPath: path) else { throw Failure("cannot be read") }
        let sound: SoundClip
        do throws(SoundFileError) {
            sound = try SoundFile.decode(Array(octets), as: SoundFormatHint(fileName: path))
        } catch {
            throw Failure("\(error)")
        }
        do throws(ModelServiceFailure) {
            return try await client.transcribe(SoundFile.encode(sound), in: language).text
        } catch {
            throw Failure("\(error)")
        }
    }

    /// Closes what is open.
    public func stop() async { await web.shutDown() }

    /// Why there is no text.
    public struct Failure: Error, CustomStringConvertible {
        /// One sentence without a full stop.
        public var description: String

        /// A failure in words.
        public init(_ description: String) { self.description = description }
    }
}
