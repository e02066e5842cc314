import NIOCore
import NIOPosix
import Testing

@testable import Server

@Suite struct `A client of web services` {
    /// Begins an answer and never ends it.
    private final class Stalling: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let answer = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
            context.writeAndFlush(NIOAny(answer), promise: nil)
        }
    }

    @Test func `gives an answer up that begins and does not end in time`() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Stalling()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let web = WebClient(on: group)
        await #expect(throws: WebClient.Failure.timedOut) {
            try await web.ask(method: "GET", url: "http://127.0.0.1:\(port)/", json: nil, timeout: .milliseconds(300))
        }
        await web.shutDown()
        try await server.close()
    }
}
