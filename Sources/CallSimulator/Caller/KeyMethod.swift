/// How a simulated caller's telephone says which key is pressed.
public enum KeyMethod: String, Hashable, Sendable, CaseIterable {
    /// Telephone events (RFC 4733).
    case rfc4733
    /// Tones in the sound.
    case inband
    /// SIP INFO requests.
    case info
}
