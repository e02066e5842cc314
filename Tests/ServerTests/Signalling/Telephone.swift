import NIOCore
import NIOPosix
import SIP
import Server
import Testing

/// The plainest SIP client: a connection, text out, text in.
final class Telephone: Sendable {
    private let channel: any Channel
    private let ear: Ear

    /// What was heard, and who waits for more of it.
    private actor Ear {
        private var text = ""
        private var isClosed = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func hear(_ bytes: [UInt8]) {
            text += String(decoding: bytes, as: UTF8.self)
            wake()
        }

        func close() {
            isClosed = true
            wake()
        }

        func wait(until condition: @Sendable (String) -> Bool) async -> String {
            while !isClosed, !condition(text) { await withCheckedContinuation { waiting.append($0) } }
            return text
        }

        private func wake() {
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
    }

    private final class Handler: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let heard: AsyncStream<[UInt8]>.Continuation

        init(_ heard: AsyncStream<[UInt8]>.Continuation) { self.heard = heard }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { heard.yield(Array(unwrapInboundIn(data).readableBytesView)) }
        func channelInactive(context: ChannelHandlerContext) { heard.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    init(_ server: SIPEndpoint) async throws {
        let (stream, heard) = AsyncStream<[UInt8]>.makeStream()
        let ear = Ear()
        self.ear = ear
        Task {
            for await bytes in stream { await ear.hear(bytes) }
            await ear.close()
        }
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.pipeline.addHandler(Handler(heard)) }
            .connect(host: server.host.addressText, port: Int(server.port)).get()
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(channel.allocator.buffer(bytes: bytes))
    }

    /// Everything heard, once it fulfils this or the line is dead.
    func hear(until condition: @escaping @Sendable (String) -> Bool) async -> String {
        await ear.wait(until: condition)
    }

    /// Returns when the other side has closed the connection.
    func waitUntilClosed() async {
        _ = await ear.wait { _ in false }
    }

    func hangUp() async throws {
        try await channel.close()
    }
}

extension String {
    /// How often a text occurs.
    func count(_ part: String) -> Int { ranges(of: part).count }
}
