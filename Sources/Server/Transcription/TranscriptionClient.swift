import Foundation
import IVR

/// Has sound written down by a server with OpenAI's transcription protocol.
struct TranscriptionClient: Sendable {
    /// The largest answer taken [octets].
    private static let largest = 1 << 20

    private let settings: Configuration.Transcription
    private let client: ModelClient

    /// Makes a client of a server.
    init(_ settings: Configuration.Transcription, client: ModelClient) {
        self.settings = settings
        self.client = client
    }

    /// Sends a WAV file and waits for its words.
    ///
    /// - Parameter tries: how often the server is asked; as configured when nil.
    func transcribe(_ file: [UInt8], in language: LanguageTag?, tries: Int? = nil) async throws(ModelServiceFailure) -> Transcript {
        let body = form(file, language: language, boundary: "hotline-\(UUID().uuidString)")
        return try Transcript(await client.post("/audio/transcriptions", body, largest: Self.largest, tries: tries))
    }

    /// A form as browsers send it (RFC 7578); the language is its two letters (ISO 639-1).
    func form(_ file: [UInt8], language: LanguageTag?, boundary: String) -> WebClient.Body {
        var fields = [("model", settings.service.model), ("response_format", settings.format.rawValue)]
        if let language { fields.append(("language", String("\(language)".prefix { $0 != "-" }))) }
        var octets: [UInt8] = []
        for (name, value) in fields {
            octets += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let disposition = "form-data; name=\"file\"; filename=\"speech.wav\""
        octets += Array("--\(boundary)\r\nContent-Disposition: \(disposition)\r\nContent-Type: audio/wav\r\n\r\n".utf8)
        octets += file
        octets += Array("\r\n--\(boundary)--\r\n".utf8)
        return WebClient.Body(type: "multipart/form-data; boundary=\(boundary)", octets: octets)
    }
}
