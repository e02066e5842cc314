/// The method of a request (RFC 3261, 7.1); case matters.
public enum SIPMethod: Hashable, Sendable {
    case invite, ack, bye, cancel, options, register, info, notify, subscribe, refer, update, prack, message, publish
    /// A method this stack has no name for, as it was written.
    case other(String)

    /// The method of this name.
    public init(_ name: String) {
        self = Self.known.first { $0.name == name } ?? .other(name)
    }

    /// The name as it stands in a request line.
    public var name: String {
        switch self {
        case .invite: "INVITE"
        case .ack: "ACK"
        case .bye: "BYE"
        case .cancel: "CANCEL"
        case .options: "OPTIONS"
        case .register: "REGISTER"
        case .info: "INFO"
        case .notify: "NOTIFY"
        case .subscribe: "SUBSCRIBE"
        case .refer: "REFER"
        case .update: "UPDATE"
        case .prack: "PRACK"
        case .message: "MESSAGE"
        case .publish: "PUBLISH"
        case .other(let name): name
        }
    }

    private static let known: [SIPMethod] = [
        .invite, .ack, .bye, .cancel, .options, .register, .info, .notify, .subscribe, .refer, .update, .prack, .message, .publish,
    ]

    /// Whether this method makes a dialog (RFC 3261, 12.1; RFC 6665; RFC 3515), so that its Contact must be there.
    public var createsDialog: Bool {
        switch self {
        case .invite, .subscribe, .refer: true
        default: false
        }
    }
}

extension SIPMethod: CustomStringConvertible {
    /// The text as it stands in a message.
    public var description: String { name }
}
