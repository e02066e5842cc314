import NIOCore
import SIP

/// The TCP connections of a shard: open ones by number, those we opened by the other end, those that are being opened.
struct SIPConnectionTable {
    private var open: [SIPConnectionID: any Channel] = [:]
    private var opened: [SIPEndpoint: SIPConnectionID] = [:]
    private var opening: [SIPEndpoint: [[UInt8]]] = [:]
    private var last: UInt64 = 0

    /// Connections, open and opening.
    var count: Int { open.count + opening.count }
    /// Those that are open.
    var channels: [any Channel] { Array(open.values) }

    /// The connection for a message: the one it is meant for, else one we opened to the same end.
    func channel(for peer: SIPPeer) -> (any Channel)? {
        if let id = peer.connection, let channel = open[id] { return channel }
        return opened[peer.remote].flatMap { open[$0] }
    }

    /// Takes a connection that is open; the other end is known when we opened it.
    mutating func insert(_ channel: any Channel, openedTo remote: SIPEndpoint? = nil) -> SIPConnectionID {
        last += 1
        let id = SIPConnectionID(last)
        open[id] = channel
        if let remote { opened[remote] = id }
        return id
    }

    mutating func remove(_ id: SIPConnectionID, _ remote: SIPEndpoint) {
        open[id] = nil
        if opened[remote] == id { opened[remote] = nil }
    }

    /// Keeps a message until its connection is open; nil when that is not being tried yet, false when too many wait.
    mutating func wait(_ bytes: [UInt8], for remote: SIPEndpoint, limit: Int) -> Bool? {
        guard let waiting = opening[remote]?.count else { return nil }
        guard waiting < limit else { return false }
        opening[remote]?.append(bytes)
        return true
    }

    mutating func beginOpening(_ remote: SIPEndpoint, with bytes: [UInt8]) {
        opening[remote] = [bytes]
    }

    /// What waited for a connection that is open now, or cannot be.
    mutating func endOpening(_ remote: SIPEndpoint) -> [[UInt8]] {
        opening.removeValue(forKey: remote) ?? []
    }
}
