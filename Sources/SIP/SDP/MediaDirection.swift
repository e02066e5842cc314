/// Which way media go, seen from the one who describes them (RFC 8866, 6.7; RFC 3264, 5.1).
public enum MediaDirection: String, Hashable, Sendable, CaseIterable {
    /// Both ways.
    case sendReceive = "sendrecv"
    /// Out of here only: the other side is on hold.
    case sendOnly = "sendonly"
    /// Into here only.
    case receiveOnly = "recvonly"
    /// Neither.
    case inactive = "inactive"

    /// A direction of its two halves.
    public init(sends: Bool, receives: Bool) {
        self = sends ? (receives ? .sendReceive : .sendOnly) : (receives ? .receiveOnly : .inactive)
    }

    /// Whether media go out.
    public var sends: Bool { self == .sendReceive || self == .sendOnly }

    /// Whether media come in.
    public var receives: Bool { self == .sendReceive || self == .receiveOnly }

    /// The same, seen from the other side.
    public var reversed: MediaDirection { MediaDirection(sends: receives, receives: sends) }

    /// What both allow.
    public func intersection(_ other: MediaDirection) -> MediaDirection {
        MediaDirection(sends: sends && other.sends, receives: receives && other.receives)
    }
}
