import CallEngine
import IVR
import Queueing
import SIP

/// What the switchboard knows of one call: its dialogs, its place and the work that is done for it.
struct Line {
    /// The second party of a call.
    struct Partner {
        /// Its dialog.
        var dialog: SIPCallID
        /// What the call's flow waits with.
        var activity: ActivityID
        /// Its side of SDP.
        var session: OfferAnswer
        /// Its sockets, until it is answered; the worker has them too when it may be heard before.
        var port: MediaPort?
        /// What it may be heard by before it is answered.
        var early: LegMedia?
        /// Whether it was answered.
        var isAnswered = false
        /// Whose phone it is, when it is an agent's who was not sent here by a queue: she is busy with it.
        var agent: AgentID?
        /// What the call knows it as, when it was a third party before.
        var guest: GuestID?
    }

    /// What a call that we make to call somebody back still needs.
    struct Callback {
        /// The agent's leg, which is there before him; nil when it is joined with the call.
        var agent: AnsweredLeg?
        /// The call to him; nil when he is dialled.
        var request: SIPDialRequest?
        /// What he may be heard by before he answers.
        var early: LegMedia?
    }

    /// Who calls whom.
    var facts: CallFacts
    /// The flow that answers.
    var flow: FlowName
    /// The caller's dialog.
    var dialog: SIPCallID
    /// Where the call lives; nil before it moved in and after it moved out.
    var place: MediaPlace?
    /// The caller's side of SDP.
    var session: OfferAnswer
    /// What 200 will say; nil when it was said.
    var answer: SessionDescription?
    /// The second party.
    var partner: Partner?
    /// The third party.
    var guest: GuestParty?
    /// A supervisor who has made room for him.
    var onlooker: GuestParty?
    /// Its ticket, while it has one in a queue of ours.
    var ticket: TicketID?
    /// Who waits or waited in a queue of ours, as the call went there last.
    var waiter: TicketCaller?
    /// Set while the caller is one whom we call back, until he talks to the agent.
    var callback: Callback?
    /// Whose phone the call came from, when it is an agent's own.
    var agent: AgentID?
    /// A transfer that the second party has asked for.
    var transfer: PendingTransfer?
    /// A blind transfer that is on its way.
    var referral: ActivityID?
    /// Requests to web services that are under way.
    var tasks: [ActivityID: Task<Void, Never>] = [:]
    /// Recordings that are open.
    var recordings: [ActivityID: (id: Recorder.ID, request: RecordingRequest)] = [:]
    /// The recording of the whole call that is open.
    var tape: (id: Recorder.ID, request: TapeRequest)?
    /// The flows' questions in the version of the call.
    var questions: SpokenQuestions?
    /// Who it is to the recognition threads, once it has listened.
    var listener: ListenerID?
    /// Whether the database knows that the call has begun, or has been waited for long enough.
    var isKnown = false
    /// The wish of a caller who is told that he will be called back when the database knows it.
    var promise: ActivityID?
    /// The call has been answered, and 200 waits until it is known.
    var answerWaits = false
    /// The caller's dialog is over.
    var dialogIsOver = false
    /// The call itself is over; only its dialog and its record are waited for.
    var callIsOver = false
    /// The record is on disk.
    var isRecorded = false

    /// The call's identifier in logs and records.
    var id: String { facts.callID }
    /// Whether nothing is left to be done.
    var isOver: Bool { dialogIsOver && callIsOver && isRecorded }
}
