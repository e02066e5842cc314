import Audio
import CallEngine
import IVR
import Queueing
import SIP

/// Who is behind a ticket.
struct TicketCaller {
    /// A caller on the line.
    struct OnLine {
        /// His dialog.
        var dialog: SIPCallID
        /// What his call's flow waits with.
        var activity: ActivityID
        /// What the flow asks for.
        var request: EnqueueRequest
        /// The law of his leg, to be offered to agents first.
        var law: G711.Law
    }

    /// What is known of him, as it is kept.
    var context: TicketContext
    /// His call; nil while he is to be called back, until an agent is there who does.
    var line: OnLine?
}
