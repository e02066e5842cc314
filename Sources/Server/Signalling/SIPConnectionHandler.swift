import NIOCore
import SIP

/// Cuts a connection into messages and hands them to the shard, on its own loop.
final class SIPConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let shard: SIPShard
    private let peer: SIPPeer
    private let options: ConnectionOptions
    private var framer = SIPStreamFramer()
    /// Closes the connection when it is silent, or when the rest of a message does not come.
    private var idle: Scheduled<Void>?
    private var incomplete: Scheduled<Void>?
    private var heardAt = NIODeadline.now()

    init(_ shard: SIPShard, _ peer: SIPPeer, _ options: ConnectionOptions) {
        self.shard = shard
        self.peer = peer
        self.options = options
    }

    func handlerAdded(context: ChannelHandlerContext) {
        watch(context.channel, after: options.idle)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let (shard, peer) = (shard, peer)
        heardAt = .now()
        framer.append(Array(unwrapInboundIn(data).readableBytesView))
        shard.assumeIsolated { $0.isReading = true }
        while let event = framer.next() {
            shard.assumeIsolated { $0.receive(event, from: peer) }
            if case .broken = event {
                shard.assumeIsolated { $0.flush() }
                return context.close(promise: nil)
            }
        }
        expect(rest: framer.pendingBytes > 0, context.channel)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        shard.assumeIsolated {
            $0.isReading = false
            $0.flush()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        idle?.cancel()
        incomplete?.cancel()
        let peer = peer
        shard.assumeIsolated { $0.closed(peer) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Half a message may not keep a connection for ever.
    private func expect(rest: Bool, _ channel: any Channel) {
        if !rest {
            incomplete?.cancel()
            incomplete = nil
        } else if incomplete == nil {
            incomplete = channel.eventLoop.scheduleTask(in: .nanoseconds(options.incomplete)) { channel.close(promise: nil) }
        }
    }

    private func watch(_ channel: any Channel, after interval: Int64) {
        idle = channel.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(interval)) { [self] in
            let silent = (NIODeadline.now() - heardAt).nanoseconds
            if silent >= options.idle { channel.close(promise: nil) } else { watch(channel, after: options.idle - silent) }
        }
    }
}
