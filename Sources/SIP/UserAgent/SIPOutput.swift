/// What the engine wants done.
public enum SIPOutput: Sendable {
    /// Send these bytes.
    case send([UInt8], to: SIPPeer)
    /// Tell the application.
    case event(SIPCallID, SIPEvent)
    /// Tell the application of a phone that registered, or is gone.
    case registration(RegistrationEvent)
    /// Look up a name and come back with ``UserAgent/resolved(_:to:at:into:)``.
    case resolve(SIPCallID, SIPHost, port: UInt16, SIPTransportProtocol)
}
