import CallEngine
import IVR
import Queueing
import SIP

/// A transfer that an agent's phone has asked for, until somebody talks to the caller or nobody does.
struct PendingTransfer {
    /// A telephone that rings for the caller.
    struct Leg {
        /// Whose it is, when it is an agent's.
        var agent: AgentID?
        /// Its side of SDP.
        var session: OfferAnswer
        /// Its sockets, until it is answered; the worker may have them too, when it is heard before.
        var port: MediaPort?
        /// What it may be heard by before it is answered.
        var early: LegMedia?
    }

    /// The dialog of the phone that asked; nil when it has left: the caller then waits alone.
    var asker: SIPCallID?
    /// What the call's flow waits with.
    var activity: ActivityID
    /// The telephones that ring, by their dialogs; the first that is answered has the caller.
    var legs: [SIPCallID: Leg] = [:]
    /// Whether the asker was told that it rings.
    var rings = false
}

/// Somebody who talks to an agent in a call of hers, on the way to the caller whom she leaves to him.
struct MovingLeg {
    /// The agent's own call.
    var from: SIPCallID
    /// The caller's.
    var to: SIPCallID
    /// The port of his sockets.
    var port: UInt16
}

/// Whom a transfer is to reach.
enum TransferTarget {
    /// Telephones, of one agent or one number.
    case telephones([WayToAgent], AgentID?)
    /// A queue of ours.
    case queue(QueueID)
}
