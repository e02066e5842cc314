import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks web services on behalf of calls; the media thread never waits for it.
///
/// Redirects are bounded (5), answers limited (256 kB), and the time limit covers everything from the name's look-up to the body's end.
struct WebClient: Sendable {
    /// What a service said.
    struct Answer: Sendable {
        /// Its status code.
        var status: Int
        /// Its body.
        var body: [UInt8]
    }

    /// Why there is no answer; the words never hold the address, which may be sensitive.
    enum Failure: Error, Hashable, CustomStringConvertible {
        /// It took longer than it may.
        case timedOut
        /// It is larger than it may be.
        case tooLarge
        /// It could not be reached, or did not speak HTTP.
        case failed(String)

        var description: String {
            switch self {
            case .timedOut: "timed out"
            case .tooLarge: "the answer is too large"
            case .failed(let reason): reason
            }
        }
    }

    /// The largest body taken [octets].
    static let largestBody = 256 * 1024

    private let client: HTTPClient

    /// Makes a client on the loops of `group`; `shutDown` has to be called at the end.
    init(on group: any EventLoopGroup) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .follow(max: 5, allowCycles: false)
        configuration.timeout.connect = .seconds(10)
        configuration.connectionPool.idleTimeout = .seconds(30)
        client = HTTPClient(eventLoopGroup: group, configuration: configuration)
    }

    /// Closes what is open.
    func shutDown() async {
        try? await client.shutdown()
    }

    /// What is sent along with a request.
    struct Body: Sendable {
        /// Its media type.
        var type: String
        /// What it is.
        var octets: [UInt8]
    }

    /// Sends one request for JSON and waits for the whole answer.
    func ask(method: String, url: String, json body: String?, timeout: Duration, headers: [(String, String)] = []) async throws(Failure)
        -> Answer
    {
        let body = body.map { Body(type: "application/json", octets: Array($0.utf8)) }
        let headers = [("Accept", "application/json")] + headers
        return try await send(method: method, url: url, body: body, headers: headers, timeout: timeout, largest: Self.largestBody)
    }

    /// Sends one request and waits for the whole answer.
    ///
    /// - Parameter largest: the largest body taken [octets].
    func send(
        method: String, url: String, body: Body?, headers: [(String, String)], timeout: Duration, largest: Int
    ) async throws(Failure) -> Answer {
        var fields = HTTPHeaders([("User-Agent", "hotline")])
        for (name, value) in headers { fields.replaceOrAdd(name: name, value: value) }
        if let body { fields.add(name: "Content-Type", value: body.type) }
        let deadline = NIODeadline.now() + .nanoseconds(max(0, Int64(timeout / .nanoseconds(1))))
        do {
            let request = try HTTPClient.Request(
                url: url, method: .RAW(value: method), headers: fields, body: body.map { .byteBuffer(ByteBuffer(bytes: $0.octets)) })
            return try await finish(request, largest: largest, by: deadline)
        } catch {
            throw Self.failure(error, isLate: NIODeadline.now() >= deadline)
        }
    }

    /// The deadline is met on the client's own loop, by the body's end and not by its head, however busy all else is.
    private func finish(_ request: HTTPClient.Request, largest: Int, by deadline: NIODeadline) async throws -> Answer {
        let task = client.execute(
            request: request, delegate: ResponseAccumulator(request: request, maxBodySize: largest), deadline: deadline)
        let response = try await withTaskCancellationHandler {
            try await task.get()
        } onCancel: {
            task.cancel()
        }
        return Answer(status: Int(response.status.code), body: response.body.map { Array($0.readableBytesView) } ?? [])
    }

    private static func failure(_ error: any Error, isLate: Bool) -> Failure {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .connectTimeout: .timedOut
        case is ResponseAccumulator.ResponseTooBigError: .tooLarge
        case let error as HTTPClientError where error == .cancelled: .failed("cancelled")
        case let error as HTTPClientError: isLate ? .timedOut : .failed(error.shortDescription)
        case is NIOConnectionError: isLate ? .timedOut : .failed("no connection")
        default: isLate ? .timedOut : .failed("\(type(of: error))")
        }
    }
}
