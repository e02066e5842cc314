import AsyncHTTPClient
import Foundation
import NIOCore
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
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: method)
        request.headers.add(name: "User-Agent", value: "hotline")
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            request.headers.add(name: "Content-Type", value: body.type)
            request.body = .bytes(ByteBuffer(bytes: body.octets))
        }
        let limit = TimeAmount.nanoseconds(max(0, Int64(timeout / .nanoseconds(1))))
        let deadline = NIODeadline.now() + limit
        do {
            let response = try await client.execute(request, deadline: deadline)
            let buffer = try await response.body.collect(upTo: largest)
            return Answer(status: Int(response.status.code), body: Array(buffer.readableBytesView))
        } catch {
            throw Self.failure(error, isLate: NIODeadline.now() >= deadline)
        }
    }

    private static func failure(_ error: any Error, isLate: Bool) -> Failure {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .connectTimeout: .timedOut
        case is NIOTooManyBytesError: .tooLarge
        case is CancellationError: .failed("cancelled")
        case let error as HTTPClientError: isLate ? .timedOut : .failed(error.shortDescription)
        case is NIOConnectionError: isLate ? .timedOut : .failed("no connection")
        default: isLate ? .timedOut : .failed("\(type(of: error))")
        }
    }
}
