import CallEngine
import IVR
import NIOCore
import SIP

extension Switchboard {
    /// What a caller is promised, be it an answer, waits for the database no longer: a slow disk must not cost a call. A disk at work takes
    /// some milliseconds, one on a busy machine a tenth of a second; a queue's word may take a second.
    private static let databasePatience = TimeAmount.milliseconds(500)

    /// Has the database know of a call before it is answered.
    func noteBeginning(_ beginning: CallBeginning, _ dialog: SIPCallID) {
        environment.records.keep(.begun(beginning), written: inTime { $0.isKnown(dialog) })
    }

    /// Something that is done when the database has said its word, and without it when that takes too long; so it may be done twice.
    func inTime(_ body: @escaping @Sendable (isolated Switchboard) -> Void) -> @Sendable () -> Void {
        loop.scheduleTask(in: Self.databasePatience) { [weak self] in self?.assumeIsolated(body) }
        return { [weak self] in self?.soon(body) }
    }

    /// Has the loop do something that another node says.
    ///
    /// A `Task` would go through a thread of Swift's pool, for which libdispatch keeps the room of up to 1024 of them; each may hold a
    /// whole page of the heap.
    nonisolated func soon(_ body: @escaping @Sendable (isolated Switchboard) -> Void) {
        loop.execute { self.assumeIsolated(body) }
    }

    private func isKnown(_ dialog: SIPCallID) {
        guard lines[dialog]?.isKnown == false else { return }
        lines[dialog]?.isKnown = true
        answerAtLast(dialog)
    }

    /// What a call wants after its answer does not overtake it: an answer that still waits goes out now.
    func answerAtLast(_ dialog: SIPCallID) {
        guard lines[dialog]?.answerWaits == true else { return }
        lines[dialog]?.answerWaits = false
        lines[dialog]?.isKnown = true
        answer(dialog)
    }
}

extension CallBeginning {
    /// What an INVITE says of it.
    init(_ facts: CallFacts, flow: FlowName, started: WallTime) {
        self.init(
            id: facts.callID, from: facts.callerNumber, name: facts.callerName, to: facts.calledNumber, diversion: facts.diversion,
            flow: flow.description, started: started)
    }
}
