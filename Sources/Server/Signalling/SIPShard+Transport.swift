import NIOCore
import NIOPosix
import SIP

#if canImport(Glibc)
    import Glibc
#endif

/// The sockets of a shard.
extension SIPShard {
    // MARK: Listening

    func bind(_ listeners: [SIPListener]) async throws {
        for listener in listeners {
            guard let address = listener.local.socketAddress else { throw SIPTransportError.notAnAddress(listener.local) }
            do {
                switch listener.transport {
                case .udp:
                    let socket = try await bindDatagrams(address)
                    datagrams[attach(socket.channel, listener)] = socket
                case .tcp:
                    let acceptor = try await bindAcceptor(address)
                    attach(acceptor, listener)
                    acceptors.append(acceptor)
                }
            } catch {
                throw SIPTransportError.cannotListen(listener.transport, listener.local, Self.reason(error))
            }
        }
    }

    /// The kernel's reason in its own words, without the names of the calls that led to it.
    private static func reason(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        let words = String(cString: strerror(error.errnoCode))
        return error.errnoCode == EADDRINUSE ? "\(words): is another server running?" : words
    }

    /// Listens; the address that was bound.
    @discardableResult private func attach(_ channel: any Channel, _ listener: SIPListener) -> SIPEndpoint {
        var bound = listener
        bound.local.port = channel.localAddress?.port.flatMap { UInt16(exactly: $0) } ?? listener.local.port
        if bound.advertised.port == 0 { bound.advertised.port = bound.local.port }
        engine.listen(on: bound)
        return bound.local
    }

    private func bindDatagrams(_ address: SocketAddress) async throws -> SIPDatagramSocket {
        let (reader, sender) = try SIPDatagramSocket.bind(to: address)
        let channel = try await DatagramBootstrap(group: loop)
            .channelOption(.socketOption(.so_rcvbuf), value: 4 << 20)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
            .channelOption(.maxMessagesPerRead, value: 16)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SIPDatagramHandler(self, channel))
                }
            }
            .withBoundSocket(reader).get()
        return SIPDatagramSocket(channel: channel, sender: sender)
    }

    private func bindAcceptor(_ address: SocketAddress) async throws -> any Channel {
        let options = ConnectionOptions(bounds)
        return try await ServerBootstrap(group: loop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.makeOnlyIPv6(channel, address)
                    try PatientListener.prepare(channel)
                }
            }
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: options.waterMark)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.assumeIsolated { try $0.accept(channel) } }
            }
            .bind(to: address).get()
    }

    /// Without this `::` takes IPv4 too, and a listener of its own for IPv4 could not be bound beside it.
    private static func makeOnlyIPv6(_ channel: any Channel, _ address: SocketAddress) throws {
        guard case .v6 = address else { return }
        try channel.syncOptions?.setOption(.socket(SocketOptionLevel(IPPROTO_IPV6), SocketOptionName(IPV6_V6ONLY)), value: 1)
    }

    // MARK: Connections

    /// Takes a connection somebody opened to us; a stranger's is closed when strangers are to hear nothing.
    private func accept(_ channel: any Channel) throws {
        guard let remote = channel.remoteAddress.flatMap({ SIPEndpoint($0) }),
            let local = channel.localAddress.flatMap({ SIPEndpoint($0) }),
            connections.count < bounds.limit, engine.mayConnect(remote.host)
        else { throw SIPTransportError.refused }
        let id = connections.insert(channel)
        let listener = listener(of: local)
        let peer = SIPPeer(.tcp, remote: remote, local: listener, connection: id)
        try channel.pipeline.syncOperations.addHandler(SIPConnectionHandler(self, peer, ConnectionOptions(bounds)))
    }

    /// The listener a connection came in by, as it was bound.
    private func listener(of local: SIPEndpoint) -> SIPEndpoint {
        let candidates = listeners.filter { $0.transport == .tcp && $0.local.port == local.port }.map(\.local)
        return candidates.first { $0 == local } ?? candidates.first { $0.host.isUnspecified && $0.host.isIPv6 == local.host.isIPv6 }
            ?? local
    }

    /// Forgets a connection that was closed.
    func closed(_ peer: SIPPeer) {
        guard let id = peer.connection else { return }
        connections.remove(id, peer.remote)
    }

    // MARK: Sending

    func transmit(_ bytes: [UInt8], to peer: SIPPeer) {
        switch peer.transport {
        case .udp:
            guard let sender = datagrams[peer.local]?.sender, let address = peer.remote.socketAddress, sender.send(bytes, to: address)
            else { return undelivered(bytes) }
        case .tcp:
            if let channel = connections.channel(for: peer) { return write(bytes, channel) }
            connect(peer, bytes)
        }
    }

    private func write(_ bytes: [UInt8], _ channel: any Channel) {
        guard channel.isWritable else {
            // It does not read: nobody is served by keeping more for it.
            channel.close(promise: nil)
            return undelivered(bytes)
        }
        channel.write(channel.allocator.buffer(bytes: bytes), promise: nil)
        markUnflushed(channel)
    }

    private func markUnflushed(_ channel: any Channel) {
        if !unflushed.contains(where: { $0 === channel }) { unflushed.append(channel) }
    }

    private func connect(_ peer: SIPPeer, _ bytes: [UInt8]) {
        switch connections.wait(bytes, for: peer.remote, limit: bounds.waiting) {
        case true: return
        case false: return undelivered(bytes)
        case nil: break
        }
        guard let address = peer.remote.socketAddress, connections.count < bounds.limit else { return undelivered(bytes) }
        connections.beginOpening(peer.remote, with: bytes)
        let options = ConnectionOptions(bounds)
        ClientBootstrap(group: loop)
            .connectTimeout(.nanoseconds(options.connecting))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: options.waterMark)
            .connect(to: address)
            .whenComplete { result in self.assumeIsolated { $0.connected(result, peer) } }
    }

    private func connected(_ result: Result<any Channel, any Error>, _ peer: SIPPeer) {
        let waiting = connections.endOpening(peer.remote)
        guard case .success(let channel) = result else {
            for bytes in waiting { undelivered(bytes) }
            return
        }
        var peer = peer
        peer.connection = connections.insert(channel, openedTo: peer.remote)
        do {
            try channel.pipeline.syncOperations.addHandler(SIPConnectionHandler(self, peer, ConnectionOptions(bounds)))
        } catch {
            channel.close(promise: nil)
            closed(peer)
            for bytes in waiting { undelivered(bytes) }
            return
        }
        for bytes in waiting { write(bytes, channel) }
        flush()
    }
}

/// Why a socket could not be had.
public enum SIPTransportError: Error, Sendable, CustomStringConvertible {
    /// A listener's host is a name.
    case notAnAddress(SIPEndpoint)
    /// The system refused the address, with its words.
    case cannotListen(SIPTransportProtocol, SIPEndpoint, String)
    /// A connection is not taken.
    case refused

    /// In words, for the operator.
    public var description: String {
        switch self {
        case .notAnAddress(let endpoint): "cannot listen on \(endpoint): it is not an address"
        case .cannotListen(let transport, let endpoint, let reason):
            "cannot listen on \(transport.rawValue.lowercased()) \(endpoint): \(reason)"
        case .refused: "connection refused"
        }
    }
}

/// The bounds of a connection in NIO's words.
struct ConnectionOptions: Sendable {
    let waterMark: ChannelOptions.Types.WriteBufferWaterMark
    let connecting: Int64
    let idle: Int64
    let incomplete: Int64

    init(_ bounds: SIPShardConfiguration.Connections) {
        waterMark = .init(low: bounds.unsent / 2, high: bounds.unsent)
        connecting = Self.nanoseconds(bounds.connecting)
        idle = Self.nanoseconds(bounds.idle)
        incomplete = Self.nanoseconds(bounds.incomplete)
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return min(max(seconds, 0), 1_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
