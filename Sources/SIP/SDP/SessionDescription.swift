/// A session description (RFC 8866, 5).
///
///     v=0                               session            media, each
///     o= s= (i= u= e= p=) c= b=         origin name        m= audio 4000 RTP/AVP 0 8 101
///     t= (r= z=) k= a=                  ... attributes     i= c= b= k= a=
///
/// Every line is kept, in its order among those of its kind, so that what was read is written back alike.
public struct SessionDescription: Hashable, Sendable {
    /// A line this stack does not look into.
    public struct Line: Hashable, Sendable {
        /// The letter before the equals sign.
        public var type: Character
        /// What follows it.
        public var value: String

        /// A line.
        public init(_ type: Character, _ value: String) {
            self.type = type
            self.value = value
        }
    }

    /// Who made the description, and which version of it this is.
    public var origin: SDPOrigin
    /// The name of the session, `-` for none.
    public var name = "-"
    /// `i=`, `u=`, `e=` and `p=`.
    public var information: [Line] = []
    /// Where media come to unless their own part says otherwise.
    public var connection: SDPConnection?
    /// `b=`.
    public var bandwidths: [String] = []
    /// `t=`, `r=` and `z=`.
    public var times: [Line] = [Line("t", "0 0")]
    /// `k=`, obsolete.
    public var key: String?
    /// What goes for all media.
    public var attributes = SDPAttributes()
    /// The media in their order, which is their identity in offer and answer (RFC 3264, 5).
    public var media: [MediaDescription] = []

    /// A description without media.
    public init(origin: SDPOrigin) {
        self.origin = origin
    }

    /// The direction of a medium: its own, else the session's, else both ways (RFC 8866, 6.7).
    public func direction(of medium: MediaDescription) -> MediaDirection {
        medium.attributes.direction ?? attributes.direction ?? .sendReceive
    }

    /// Where a medium comes to: its own line or the session's (RFC 8866, 5.7).
    public func connection(of medium: MediaDescription) -> SDPConnection? {
        medium.connection ?? connection
    }
}

/// The `o=` line (RFC 8866, 5.2).
public struct SDPOrigin: Hashable, Sendable {
    /// `-` for none.
    public var username: String
    /// Digits; with the address it names the session.
    public var sessionID: String
    /// Goes up by one with each change (RFC 3264, 8).
    public var version: UInt64
    /// The address of the one who made it.
    public var host: SIPHost

    /// An origin.
    public init(username: String = "-", sessionID: String, version: UInt64, host: SIPHost) {
        self.username = username
        self.sessionID = sessionID
        self.version = version
        self.host = host
    }
}

/// A `c=` line (RFC 8866, 5.7).
public struct SDPConnection: Hashable, Sendable {
    /// A name or an address.
    public var host: SIPHost
    /// What follows the address of a multicast session, `/127` or `/127/3`.
    public var suffix: String

    /// An address media come to.
    public init(host: SIPHost, suffix: String = "") {
        self.host = host
        self.suffix = suffix
    }
}

extension SIPHost {
    /// The address type SDP names before this host; a name stands for an IPv4 address.
    var sdpAddressType: String {
        if case .ipv6 = self { "IP6" } else { "IP4" }
    }
}
