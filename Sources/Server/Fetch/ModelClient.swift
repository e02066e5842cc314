import Diagnostics
import Foundation

/// Asks a server that speaks or listens, again when it is busy or away.
struct ModelClient: Sendable {
    /// Where and what it is.
    let service: Configuration.ModelService
    private let web: WebClient
    private let environment: [String: String]
    private let pause: @Sendable (Duration) async -> Void

    /// Makes a client; its key is read for every question, so that it may be changed.
    ///
    /// - Parameter pause: waits between two tries.
    init(
        _ service: Configuration.ModelService, web: WebClient, environment: [String: String] = ProcessInfo.processInfo.environment,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.service = service
        self.web = web
        self.environment = environment
        self.pause = pause
    }

    /// Posts to a path below the address and returns the body of the answer.
    ///
    /// - Parameters:
    ///   - largest: the largest answer taken [octets].
    ///   - tries: how often it is asked; as configured when nil.
    func post(_ path: String, _ body: WebClient.Body, largest: Int, tries: Int? = nil) async throws(ModelServiceFailure) -> [UInt8] {
        var headers: [(String, String)] = []
        let key = try service.key?.read(environment: environment)
        if let key { headers.append(("Authorization", "Bearer \(key)")) }
        var number = 1
        while true {
            do throws(ModelServiceFailure) {
                return try await once(path, body, headers: headers, key: key, largest: largest)
            } catch {
                guard error.isPassing, number < tries ?? service.tries, !Task.isCancelled else { throw error }
                await pause(Self.wait(after: number))
                number += 1
            }
        }
    }

    /// How long is waited after so many tries: 1 s, 2 s, 4 s, up to half a minute.
    static func wait(after tries: Int) -> Duration {
        .seconds(min(30, 1 << min(tries - 1, 5)))
    }

    private func once(
        _ path: String, _ body: WebClient.Body, headers: [(String, String)], key: String?, largest: Int
    ) async throws(ModelServiceFailure) -> [UInt8] {
        let answer: WebClient.Answer
        do throws(WebClient.Failure) {
            answer = try await web.send(
                method: "POST", url: service.address + path, body: body, headers: headers, timeout: .milliseconds(service.timeout),
                largest: largest)
        } catch {
            throw .away(error)
        }
        guard (200..<300).contains(answer.status) else {
            throw .refused(status: answer.status, Self.words(of: answer.body, without: key))
        }
        return answer.body
    }

    /// What a server said of a failure, short, and without the key that it may have repeated.
    private static func words(of body: [UInt8], without key: String?) -> String {
        struct Complaint: Decodable {
            struct Words: Decodable { var message: String }
            var error: Words
        }
        let complaint = try? JSONDecoder().decode(Complaint.self, from: Data(body))
        var words = complaint?.error.message ?? String(decoding: body.prefix(2000), as: UTF8.self)
        if let key { words = words.replacingOccurrences(of: key, with: "(key)") }
        return VisibleText.of(String(words.trimmingCharacters(in: .whitespacesAndNewlines).prefix(200)))
    }
}
