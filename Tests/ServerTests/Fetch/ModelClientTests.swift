import Testing

@testable import Server

@Suite struct `Asking a server that speaks or listens` {
    static let question = WebClient.Body(type: "text/plain", octets: Array("?".utf8))

    /// Answers, and what becomes of a question that may be asked three times.
    struct Row: Sendable, CustomTestStringConvertible {
        var statuses: [Int]
        var asked: Int
        var failure: String?
        var testDescription: String { "\(statuses)" }
    }

    @Test(arguments: [
        Row(statuses: [200], asked: 1),
        Row(statuses: [500, 200], asked: 2),
        Row(statuses: [429, 503, 200], asked: 3),
        Row(statuses: [500], asked: 3, failure: "it answered 500: no"),
        Row(statuses: [400], asked: 1, failure: "it answered 400: no"),
        Row(statuses: [401, 200], asked: 1, failure: "it answered 401: no"),
    ]) func `a server that is busy is asked again, one that refuses is not`(_ row: Row) async throws {
        try await FakeModelServer.run(row.statuses.map { .init(status: $0, body: $0 == 200 ? "yes" : "no\n") }) { server in
            do throws(ModelServiceFailure) {
                let answer = try await server.client(tries: 3).post("/x", Self.question, largest: 100)
                #expect(row.failure == nil)
                #expect(answer == Array("yes".utf8))
            } catch {
                #expect("\(error)" == row.failure)
            }
            #expect(server.requests.all.count == row.asked)
            #expect(server.requests.all.allSatisfy { $0.path == "/v1/x" && $0.method == "POST" })
        }
    }

    @Test func `who does not answer in time is away`() async throws {
        try await FakeModelServer.run([]) { server in
            await #expect(throws: ModelServiceFailure.away(.timedOut)) {
                try await server.client(tries: 2, timeout: .milliseconds(100)).post("/x", Self.question, largest: 100)
            }
            #expect(server.retries.count == 1 && server.requests.all.count <= 2)
        }
    }

    @Test func `an answer that is too large is not asked for again`() async throws {
        try await FakeModelServer.run([.init(body: String(repeating: "x", count: 101))]) { server in
            await #expect(throws: ModelServiceFailure.away(.tooLarge)) {
                try await server.client(tries: 3).post("/x", Self.question, largest: 100)
            }
            #expect(server.requests.all.count == 1)
        }
    }

    @Test func `the key is sent, from a file or the environment, and never told`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("secret-1 \nsecond line\n", to: "key")
        let complaint = "{\"error\":{\"message\":\"wrong key: secret-2\"}}"
        try await FakeModelServer.run([.init(body: ""), .init(status: 401, body: complaint)]) { server in
            _ = try await server.client(key: .file(folder.file("key"))).post("/x", Self.question, largest: 100)
            do throws(ModelServiceFailure) {
                let client = server.client(key: .environment("KEY"), environment: ["KEY": "secret-2"])
                _ = try await client.post("/x", Self.question, largest: 100)
                Issue.record("it was not refused")
            } catch {
                #expect("\(error)" == "it answered 401: wrong key: (key)")
            }
            let keys = server.requests.all.map { $0.headers.first { $0.name == "Authorization" }?.value }
            #expect(keys == ["Bearer secret-1", "Bearer secret-2"])
        }
    }

    @Test func `without its key it is not asked`() async throws {
        try await FakeModelServer.run([.init(body: "")]) { server in
            await #expect(throws: ModelServiceFailure.noKey("the environment has no KEY")) {
                try await server.client(key: .environment("KEY")).post("/x", Self.question, largest: 100)
            }
            #expect(server.requests.all.isEmpty)
        }
    }

    @Test func `pauses grow, up to half a minute`() {
        #expect([1, 2, 3, 5, 6, 60].map { ModelClient.wait(after: $0) } == [1, 2, 4, 16, 30, 30].map { .seconds($0) })
    }
}
