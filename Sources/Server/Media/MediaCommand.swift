import CallEngine
import IVR
import RTP

/// Where a call lives: the worker and the slot of its array. Only the switchboard hands places out.
struct MediaPlace: Hashable, Sendable {
    /// Which worker.
    var worker: Int
    /// Which element of its array; its remainder by four is the phase of the call.
    var slot: Int
}

/// What signalling tells a worker. Commands for an empty slot are dropped: the call ended meanwhile.
enum MediaCommand: Sendable {
    /// A call moves in, with the sockets of its caller's leg, and the ring for what is said when it listens already.
    case add(CallBox, MediaPort, SpeechRing?, slot: Int)
    /// Something from outside.
    case input(CallInput, slot: Int)
    /// The sockets of a leg; they may be there already, when it was heard before its answer.
    case attach(MediaPort, LegIndex, slot: Int)
    /// The second leg goes to another call: its sockets are let go of, and go up as ``MediaEvent/Luggage/leg(_:_:)``.
    case release(port: UInt16, slot: Int)
    /// It comes from another call, with what was agreed there and what our stream to it has come to, for what the call's flow waits with.
    case adopt(MediaPort, LegMedia, StreamTrail, ActivityID, slot: Int)
    /// A leg is gone, whichever has this port now.
    case detach(port: UInt16, slot: Int)
    /// There has been no call for a while: the memory of a busy time is given back.
    case tidyUp
}

/// What a worker tells the switchboard.
struct MediaEvent: Sendable {
    /// Which call.
    var place: MediaPlace
    /// What it wants; nil when there is only luggage to be taken off.
    var output: CallOutput?
    /// What comes with it.
    var luggage: Luggage?

    /// Things that are too big for an output, or must not be freed by a real-time thread.
    enum Luggage: Sendable {
        /// The frames of the recording that begins.
        case recording(RecordingRing)
        /// The frames of the question that is listened to.
        case speech(SpeechRing)
        /// The call that is over, and its sockets.
        case remains(CallBox, [MediaPort])
        /// A leg on its way to another call. Our stream to it is on a clock that all workers have.
        case leg(MediaPort, StreamTrail)
        /// Sockets of a leg that is gone.
        case sockets(MediaPort)
    }
}
