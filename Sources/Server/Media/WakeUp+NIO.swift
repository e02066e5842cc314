import Glibc
import NIOCore
import NIOPosix

extension WakeUp {
    /// Has a loop call `woken` after each signal.
    func listen(on loop: any EventLoop, _ woken: @escaping @Sendable () -> Void) async throws {
        _ = try await NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(WakeUpHandler(woken)) }
            }
            .takingOwnershipOfDescriptor(input: dup(descriptor)).get()
    }
}

/// Reading an eventfd clears it; what is read is only how often it was signalled.
private final class WakeUpHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let woken: @Sendable () -> Void

    init(_ woken: @escaping @Sendable () -> Void) {
        self.woken = woken
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        woken()
    }
}
