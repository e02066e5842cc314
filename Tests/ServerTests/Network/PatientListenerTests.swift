import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import Server

@Suite struct `A listener that cannot take a connection` {
    private static let outOfDescriptors = IOError(errnoCode: EMFILE, reason: "accept")

    /// A listener on a free port; `taken` is told of each connection.
    private func listening(
        resting rest: TimeAmount, taken: @escaping @Sendable () -> Void = {}, _ body: (any Channel) async throws -> Void
    ) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(PatientListener(resting: rest)) }
            }
            .childChannelInitializer { channel in
                taken()
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        try await body(listener)
        try await listener.close()
    }

    @Test func `does not ask for another one before it has rested`() async throws {
        try await listening(resting: .hours(1)) { listener in
            let before = try await listener.getOption(.autoRead).get()
            listener.pipeline.fireErrorCaught(Self.outOfDescriptors)
            let after = try await listener.getOption(.autoRead).get()
            #expect(before && !after)
        }
    }

    @Test func `takes connections again after that`() async throws {
        let connections = AsyncStream<Void>.makeStream()
        try await listening(resting: .zero, taken: { connections.continuation.yield() }) { listener in
            listener.pipeline.fireErrorCaught(Self.outOfDescriptors)
            let address = try #require(listener.localAddress)
            let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(to: address).get()
            for await _ in connections.stream { break }
            try await client.close()
        }
    }
}
