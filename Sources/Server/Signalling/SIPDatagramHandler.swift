import NIOCore
import SIP

/// Hands datagrams to the shard, on its own loop.
final class SIPDatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let shard: SIPShard
    private let local: () -> SIPEndpoint?
    private var bound: SIPEndpoint?

    init(_ shard: SIPShard, _ channel: any Channel) {
        self.shard = shard
        local = { channel.localAddress.flatMap { SIPEndpoint($0) } }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        if bound == nil { bound = local() }
        guard let remote = SIPEndpoint(envelope.remoteAddress), let bound else { return }
        let bytes = Array(envelope.data.readableBytesView)
        shard.assumeIsolated {
            $0.isReading = true
            $0.receive(bytes, from: SIPPeer(.udp, remote: remote, local: bound))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        shard.assumeIsolated {
            $0.isReading = false
            $0.flush()
        }
    }

    /// A datagram that could not be sent says nothing about the next one.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
