import Audio

/// A supervisor while the agent asks somebody else.
struct Onlooker: Sendable {
    /// Who it is.
    let id: GuestID
    /// His name.
    let name: String
    /// How he takes part again afterwards.
    var mode: GuestMode
    /// His leg.
    var leg: MediaLeg
}
