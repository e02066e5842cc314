public import Diagnostics

/// Begins, interrupts or ends the recording of the call: both parties, beside whatever the flow does.
public struct RecordingChange: Sendable {
    /// What becomes of the recording.
    public var order: Located<RecordingOrder>
    /// Where the flow goes on, at once.
    public var next: Located<Target>
}

/// What becomes of the recording of a call.
public enum RecordingOrder: String, Hashable, Sendable, CaseIterable {
    /// It begins, if it does not run; the caller is told.
    case start
    /// What follows is silent in it, until it is resumed.
    case pause
    /// It goes on after a pause.
    case resume
    /// It ends; a later `start` begins another file.
    case stop
}
