import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 server for a page or two on a loopback port: metrics, and the demo's example service.
///
/// One request at a time on a connection, bodies up to 64 kB unless it is told otherwise, no TLS. It is not meant to face the Internet. A
/// connection on which nothing has happened for five minutes is closed, and so is one that asks on without reading the answers.
public struct HTTPService: Sendable {
    /// What was asked.
    public struct Request: Sendable {
        /// `GET`, `POST`, ...
        public var method: String
        /// The path without its query, still escaped.
        public var path: String
        /// What follows the `?`, still escaped.
        public var query: String
        /// The names and values of the headers.
        public var headers: [(name: String, value: String)] = []
        /// The body.
        public var body: [UInt8]
    }

    /// What is answered.
    public struct Response: Sendable {
        /// The status code.
        public var status: Int
        /// The media type of the body.
        public var contentType: String
        /// The body.
        public var body: [UInt8]

        /// An answer in text.
        public init(status: Int = 200, contentType: String = "application/json", body: String) {
            self.init(status: status, contentType: contentType, octets: Array(body.utf8))
        }

        /// An answer.
        public init(status: Int = 200, contentType: String, octets: [UInt8]) {
            self.status = status
            self.contentType = contentType
            body = octets
        }

        /// A problem in the format of RFC 9457.
        public static func problem(_ status: Int, _ title: String) -> Response {
            Response(
                status: status, contentType: "application/problem+json",
                body: "{\"status\":\(status),\"title\":\(JSONString.quoted(title))}\n")
        }
    }

    /// Answers a request.
    public typealias Responder = @Sendable (Request) async -> Response

    /// The port that is listened on.
    public var port: Int { channel.localAddress?.port ?? 0 }

    /// How long a connection may be silent.
    private static let idle = TimeAmount.minutes(5)

    private let channel: any Channel

    /// Listens on a numeric address; port 0 is any free one.
    ///
    /// - Parameter largestBody: the largest body taken [octets].
    public static func start(
        host: String, port: Int, on group: any EventLoopGroup, largestBody: Int = 65_536, respond: @escaping Responder
    ) async throws -> HTTPService {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try PatientListener.prepare(channel) } }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(IdleStateHandler(allTimeout: idle))
                    try channel.pipeline.syncOperations.addHandler(BackPressureHandler())
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(HTTPRequestHandler(largestBody: largestBody, respond: respond))
                }
            }
            .bind(host: host, port: port).get()
        return HTTPService(channel: channel)
    }

    /// Stops listening.
    public func stop() async {
        try? await channel.close()
    }
}
