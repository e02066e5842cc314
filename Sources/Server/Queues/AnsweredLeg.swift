import CallEngine
import SIP

/// A telephone that has answered, with everything that it takes to join it with a call.
struct AnsweredLeg {
    /// Its dialog.
    var dialog: SIPCallID
    /// Its side of SDP.
    var session: OfferAnswer
    /// What was agreed.
    var media: LegMedia
    /// Its sockets.
    var port: MediaPort
}
