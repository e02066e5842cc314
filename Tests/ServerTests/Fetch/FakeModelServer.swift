import NIOPosix
import Synchronization

@testable import Server

/// A server on loopback that gives the answers of a list, the last one again and again, and remembers what it was asked.
final class FakeModelServer: Sendable {
    let requests: Requests
    /// How often its clients began anew: on a busy machine a try that ends in time may never get as far as a request.
    let retries = Retries()
    let web: WebClient
    private let service: HTTPService

    /// What was asked so far.
    final class Requests: Sendable {
        private let list = Mutex<[HTTPService.Request]>([])
        var all: [HTTPService.Request] { list.withLock { $0 } }

        func add(_ request: HTTPService.Request) -> Int {
            list.withLock {
                $0.append(request)
                return $0.count - 1
            }
        }
    }

    /// Counts tries after the first one.
    final class Retries: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }

        func add() { number.withLock { $0 += 1 } }
    }

    /// Lets `body` use a server that answers with `answers`; it never answers at all when there are none.
    static func run(_ answers: [HTTPService.Response], _ body: (FakeModelServer) async throws -> Void) async throws {
        let gate = Gate()
        try await run { _, number in
            if let answer = answers.indices.contains(number) ? answers[number] : answers.last { return answer }
            await gate.pass()
            return .init(status: 500, body: "")
        } _: { server in
            do {
                try await body(server)
                await gate.open()
            } catch {
                await gate.open()
                throw error
            }
        }
    }

    /// Lets `body` use a server that answers as it is told to: the request, and how many came before it.
    static func run(
        _ respond: @escaping @Sendable (HTTPService.Request, Int) async -> HTTPService.Response,
        _ body: (FakeModelServer) async throws -> Void
    ) async throws {
        let server = try await FakeModelServer(respond)
        do {
            try await body(server)
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    private init(_ respond: @escaping @Sendable (HTTPService.Request, Int) async -> HTTPService.Response) async throws {
        let requests = Requests()
        self.requests = requests
        let group = MultiThreadedEventLoopGroup.singleton
        web = WebClient(on: group)
        service = try await HTTPService.start(host: "127.0.0.1", port: 0, on: group, largestBody: 4_000_000) { request in
            await respond(request, requests.add(request))
        }
    }

    private func stop() async {
        await web.shutDown()
        await service.stop()
    }

    /// A client of it whose pauses take no time.
    func client(
        tries: Int = 1, timeout: Duration = .ample, key: Configuration.SecretPlace? = nil, environment: [String: String] = [:]
    ) -> ModelClient {
        let service = Configuration.ModelService(
            address: "http://127.0.0.1:\(self.service.port)/v1", model: "m-1", key: key, timeout: Int(timeout / .milliseconds(1)),
            tries: tries)
        return ModelClient(service, web: web, environment: environment, pause: { [retries] _ in retries.add() })
    }
}
