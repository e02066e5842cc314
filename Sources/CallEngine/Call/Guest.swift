public import Audio
public import IVR

/// Which third party of a call something is about: what belongs to one that is gone is stale.
public enum GuestID: Hashable, Sendable {
    /// Somebody whom the agent asks, counted from 1 in the call.
    case consulted(Int)
    /// Somebody who comes by himself: his name, and a number that no other one has had.
    case supervisor(String, Int)

    /// Whether the agent asked for it.
    public var isConsulted: Bool {
        if case .consulted = self { true } else { false }
    }
}

/// Whom a third party hears, and who hears him.
public enum GuestMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// He hears both, and nobody hears him.
    case listens
    /// He hears both, and the agent alone hears him.
    case whispers
    /// All three hear each other.
    case talks
    /// The agent and he hear each other, while the caller is held.
    case consults
    /// The caller and the agent hear each other, while he is held.
    case waits
    /// He hears the agent and whom she hears, and nobody hears him, while she asks somebody else.
    case overhears
}

extension GuestMode {
    /// Whether the agent hears him.
    var reachesPartner: Bool { self == .whispers || self == .talks || self == .consults }
    /// Whether the caller hears him.
    var reachesCaller: Bool { self == .talks }
    /// Whether he hears the caller.
    var hearsCaller: Bool { self == .listens || self == .whispers || self == .talks }
    /// Whether he hears the agent.
    var hearsPartner: Bool { self != .waits }
    /// Whether he goes when the agent is gone, instead of talking to the caller himself.
    var endsWithTalk: Bool { self == .listens || self == .whispers }
}

/// A third party to be dialled.
public struct GuestRequest: Hashable, Sendable {
    /// The number that the agent has pressed.
    public var number: String
    /// The law of the caller's leg, to be offered first.
    public var law: G711.Law
    /// What was collected so far.
    public var context: CallContext
    /// How long it may ring.
    public var ring: Duration
}

/// How the third leg is getting on.
public enum GuestProgress: Hashable, Sendable {
    /// 180 or 183.
    case ringing
    /// 18x with a description, the first or another one: who waits for him hears what he sends before he answers.
    case early(LegMedia)
    /// 200: the leg has media and is joined with the others in the next tick. Who is consulted begins with that, whatever is said here.
    case answered(LegMedia, GuestMode)
    /// He is to be heard by more or fewer from here on.
    case changed(GuestMode)
    /// It came to nothing.
    case failed(DialFailure)
    /// The leg was answered, and its party has hung up.
    case hungUp
}
