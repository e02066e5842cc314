import AudioFiles
import Foundation
import IVR

/// Has texts spoken by a server with OpenAI's speech protocol.
struct SpeechClient: Sendable {
    /// The longest sound taken: two minutes at 48 kHz in 16 bits [octets].
    private static let largest = 120 * 48_000 * 2
    /// The rate of samples without a header [Hz].
    private static let rawRate = 24_000

    private let server: Configuration.SpeechServer
    private let client: ModelClient

    /// Makes a client of a server.
    init(_ server: Configuration.SpeechServer, client: ModelClient) {
        self.server = server
        self.client = client
    }

    /// Has a text spoken by one of the server's voices.
    func speak(_ text: String, voice: String) async throws(ModelServiceFailure) -> SoundClip {
        struct Question: Encodable {
            var model: String
            var voice: String
            var input: String
            var response_format: String
        }
        let question = Question(model: server.service.model, voice: voice, input: text, response_format: server.format.rawValue)
        guard let json = try? JSONEncoder().encode(question) else { throw .unusable("the text cannot be sent") }
        let body = WebClient.Body(type: "application/json", octets: Array(json))
        return try sound(await client.post("/audio/speech", body, largest: Self.largest))
    }

    private func sound(_ octets: [UInt8]) throws(ModelServiceFailure) -> SoundClip {
        if server.format == .pcm {
            guard octets.count >= 2, octets.count.isMultiple(of: 2) else { throw .unusable("\(octets.count) octets are no samples") }
            let samples = stride(from: 0, to: octets.count, by: 2).map { place in
                Int16(bitPattern: UInt16(octets[place]) | UInt16(octets[place + 1]) << 8)
            }
            return SoundClip(samples: samples, rate: Self.rawRate)
        }
        do throws(SoundFileError) {
            return try SoundFile.decode(octets)
        } catch {
            throw .unusable("\(error)")
        }
    }
}
