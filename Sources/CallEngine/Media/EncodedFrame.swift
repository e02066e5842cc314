import Audio

/// One frame as it travels: 160 octets of G.711, in the value itself.
struct EncodedFrame: Sendable {
    /// The octets in the order of time.
    var octets = InlineArray<160, UInt8>(repeating: 0)
}
