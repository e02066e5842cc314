import NIOPosix
import Testing

@testable import Server

@Suite struct `HTTP in and out` {
    /// A service that answers as `respond` does, and a client that asks it.
    private func exchange(_ respond: @escaping HTTPService.Responder, _ ask: (WebClient, String) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let service = try await HTTPService.start(host: "127.0.0.1", port: 0, on: group, respond: respond)
        let client = WebClient(on: group)
        do {
            try await ask(client, "http://127.0.0.1:\(service.port)")
        } catch {
            Issue.record(error)
        }
        await client.shutDown()
        await service.stop()
    }

    @Test func `a question is answered`() async throws {
        try await exchange({ request in
            .init(body: "\(request.method) \(request.path) \(request.query) \(String(decoding: request.body, as: UTF8.self))")
        }) { client, base in
            let answer = try await client.ask(method: "POST", url: base + "/rides?id=7", json: "{\"a\":1}", timeout: .ample)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self) == "POST /rides id=7 {\"a\":1}")
        }
    }

    @Test func `a slow service times out`() async throws {
        let never = AsyncStream<Int>.makeStream()
        try await exchange({ _ in
            for await _ in never.stream {}
            return .init(body: "")
        }) { client, base in
            await #expect(throws: WebClient.Failure.timedOut) {
                try await client.ask(method: "GET", url: base, json: nil, timeout: .milliseconds(200))
            }
            never.continuation.finish()
        }
    }

    @Test func `an answer that is too large is refused`() async throws {
        try await exchange({ _ in .init(body: String(repeating: "x", count: WebClient.largestBody + 1)) }) { client, base in
            await #expect(throws: WebClient.Failure.tooLarge) {
                try await client.ask(method: "GET", url: base, json: nil, timeout: .ample)
            }
        }
    }

    @Test func `nobody there is a failure that does not name the address`() async throws {
        try await exchange({ _ in .init(body: "") }) { client, _ in
            do {
                _ = try await client.ask(method: "GET", url: "http://127.0.0.1:9/card/4111", json: nil, timeout: .ample)
                Issue.record("somebody answered")
            } catch {
                #expect(!"\(error)".contains("4111"))
            }
        }
    }

    @Test func `a body that is too large gets 413`() async throws {
        try await exchange({ _ in .init(body: "") }) { client, base in
            let answer = try await client.ask(
                method: "POST", url: base, json: String(repeating: "x", count: 70_000), timeout: .ample)
            #expect(answer.status == 413)
        }
    }
}
