import CallEngine
import Queueing
import SIP

/// A third party of a call, from the first ring on: a supervisor, or somebody whom the agent asks.
struct GuestParty {
    /// What the call knows it as.
    var id: GuestID
    /// How it takes part from its answer on.
    var mode: GuestMode
    /// Its telephones that ring, by their dialogs; once one is answered, that one alone.
    var legs: [SIPCallID: PendingTransfer.Leg] = [:]
    /// The one that was answered.
    var answered: SIPCallID?

    /// Our side of SDP with the one that was answered.
    var session: OfferAnswer? {
        get { answered.flatMap { legs[$0]?.session } }
        set { if let answered, let newValue { legs[answered]?.session = newValue } }
    }
}
