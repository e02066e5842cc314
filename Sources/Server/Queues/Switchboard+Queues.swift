import Audio
import CallEngine
import IVR
import NIOCore
import Queueing
import SIP

/// Callers join and leave queues, and what happens there happens to their calls.
extension Switchboard {
    // MARK: commands

    /// Everything there is in the queues now.
    var floor: Floor { desk.floor }

    /// What is known of a ticket's caller.
    func context(of ticket: TicketID) -> TicketContext? { desk.callers[ticket]?.context }

    /// Tells the queues something, and does what follows from it.
    @discardableResult func follow(_ command: QueueCommand) -> [QueueEvent] {
        let events = desk.handle(command, at: clock.now)
        desk.pending += events
        drawConsequences()
        return events
    }

    /// What follows may be a command again, whose events come behind those that are there.
    func drawConsequences() {
        guard !desk.isCarrying else { return }
        desk.isCarrying = true
        var index = 0
        while index < desk.pending.count {
            carryOut(desk.pending[index].kind)
            index += 1
        }
        desk.pending.removeAll(keepingCapacity: true)
        desk.isCarrying = false
        setAlarm()
    }

    /// Has the loop come back when something in the queues ends by itself; too early is no harm.
    private func setAlarm() {
        guard let moment = desk.nextDeadline, alarm.map({ moment < $0.moment }) ?? true else { return }
        alarm?.task.cancel()
        let task = loop.scheduleTask(deadline: clock.deadline(of: moment)) { self.assumeIsolated { $0.ring() } }
        alarm = (moment, task)
    }

    private func ring() {
        alarm = nil
        follow(.tick)
        setAlarm()
    }

    // MARK: events

    private func carryOut(_ kind: QueueEvent.Kind) {
        switch kind {
        case .offer(let offer, let agent, let ticket, .made(_, let reason)): ring(agent, for: ticket, offer, reason)
        case .offer(let offer, _, let ticket, .accepted): bringTogether(offer, ticket)
        case .offer(let offer, let agent, let ticket, .ended(let ending, _)): withdraw(offer, agent, ticket, ending)
        case .call(let ticket, let agent, .failed(let why, _)): separate(ticket, agent, why)
        case .call(let ticket, let agent, .ended(let how, _)): part(ticket, agent, how)
        case .call(let ticket, let agent, .connected):
            if let number = desk.callers[ticket]?.context.number { callers.talk(number, to: agent.rawValue) }
            logQueue(ticket, "agent and caller talk", ["agent": "\(agent)"])
        case .ticket(let ticket, .left(let reason)): turnAway(ticket, reason)
        case .ticket(let ticket, .told(let told)): tell(ticket, told)
        case .ticket(let ticket, .moved(let queue, let why)):
            logQueue(ticket, "caller goes to another queue", ["queue": "\(queue)", "because": "\(why)"])
            if let line = desk.callers[ticket]?.line { input(.queue(.moved(QueueName("\(queue)")), line.activity), to: line.dialog) }
        case .queue(_, .refused(let ticket, let why)): refuse(ticket, why)
        case .agent(let agent, let change): environment.log.info("agent", metadata: ["agent": "\(agent)", "is": "\(change.words)"])
        case .planned, .queue, .ticket, .rejected: break
        }
    }

    /// A line in the log about a ticket.
    func logQueue(_ ticket: TicketID, _ what: String, _ more: [String: String] = [:]) {
        var log = environment.log
        log[metadataKey: "ticket"] = "\(ticket)"
        if let call = desk.callers[ticket]?.context.call { log[metadataKey: "call"] = "\(call)" }
        log.info("\(what)", metadata: more.mapValues { "\($0)" })
    }

    // MARK: callers

    /// A caller asks for a person.
    func join(_ request: EnqueueRequest, law: G711.Law, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let line = lines[dialog] else { return }
        let ticket = desk.drawTicket()
        lines[dialog]?.ticket = ticket
        let context = TicketContext(ticket, line.facts, flow: "\(line.flow)", request.context)
        let caller = TicketCaller.OnLine(dialog: dialog, activity: activity, request: request, law: law)
        let waiter = TicketCaller(context: context, line: caller)
        lines[dialog]?.waiter = waiter
        desk.remember(waiter)
        let demands = request.skills.map { SkillDemand(SkillID($0), 1) }
        let queue = QueueID("\(request.queue)")
        let last = callers.lastAgent(of: line.facts.callerNumber).map { AgentID($0) }
        follow(.join(TicketRequest(ticket, queue: queue, priority: request.priority, demands: demands, lastAgent: last)))
        // A queue that is not there refuses nobody; it just is not there.
        if desk.callers[ticket]?.line != nil, desk.floor.tickets[ticket] == nil { dismiss(ticket, .unreachable("no such queue")) }
    }

    /// The call gives up waiting or talking.
    func leave(_ ticket: TicketID, _ ending: LegEnding) {
        switch desk.floor.tickets[ticket]?.stage {
        case .talking: follow(.ended(ticket, ending == .ended ? .agent : .caller))
        case nil: break
        // It is not his doing: he is called another time.
        case .connecting where isCallingBack(ticket): follow(.connectFailed(ticket, .agent))
        default: follow(.leave(ticket, ending.departure))
        }
    }

    /// The caller in a queue wants something.
    func carryOut(_ wish: QueueWish, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let ticket = lines[dialog]?.ticket, desk.callers[ticket]?.line?.activity == activity else { return }
        switch wish {
        case .tell: follow(.tell(ticket))
        case .callBack(let number): callBack(ticket, at: number.reveal(), activity, dialog)
        case .move(let queue):
            let isThere = desk.floor.tickets[ticket]?.queue == QueueID("\(queue)")
            for case .rejected(let why) in follow(.move(ticket, to: QueueID("\(queue)"))).map(\.kind) {
                input(.queue(.notMoved(isThere ? .unreachable("he waits there already") : DialFailure(why)), activity), to: dialog)
            }
        }
    }

    private func tell(_ ticket: TicketID, _ told: ToldWait) {
        guard let line = desk.callers[ticket]?.line else { return }
        input(.queue(.told(QueuePosition(told)), line.activity), to: line.dialog)
    }

    private func refuse(_ ticket: TicketID, _ why: Refusal) {
        logQueue(ticket, "queue does not take the caller", ["because": why.rawValue])
        dismiss(ticket, why == .full ? .full : .closed)
    }

    private func turnAway(_ ticket: TicketID, _ reason: LeaveReason) {
        logQueue(ticket, "caller leaves the queue", ["because": reason.rawValue])
        dismiss(ticket, reason == .tooLong ? .noAnswer : .closed)
    }

    /// Nobody will talk to this caller. A call that knows already does not hear it again.
    private func dismiss(_ ticket: TicketID, _ why: DialFailure) {
        if let line = desk.callers[ticket]?.line {
            lines[line.dialog]?.ticket = nil
            input(.dial(.failed(why), line.activity), to: line.dialog)
        }
        desk.forget(ticket)
    }
}

extension DialFailure {
    /// Why a caller stays in his queue who wants to go to another one.
    fileprivate init(_ why: CommandRejection) {
        self =
            switch why {
            case .notTaken(_, .full): .full
            case .notTaken(_, .closed): .closed
            case .notTaken(_, .unstaffed): .unreachable("nobody is there")
            case .noQueue(let queue): .unreachable("there is no queue `\(queue)`")
            // An agent has him in this moment.
            case .ticket, .knownTicket, .noAgent, .agent: .busy
            }
    }
}

extension LegEnding {
    /// The same to a queue.
    fileprivate var departure: QueueCommand.Departure {
        switch self {
        case .callerGone, .ended: .hungUp
        case .keyed: .keyed
        case .timedOut: .timedOut
        }
    }
}

extension QueuePosition {
    /// What the distributor says, in the words of calls.
    init(_ told: ToldWait) {
        let wait = told.wait.map { max(.zero, $0.low.duration)...max(.zero, $0.low.duration, $0.high.duration) }
        self.init(place: told.position, wait: wait, worsening: told.reasons.first.map(Worsening.init))
    }
}

extension QueuePosition.Worsening {
    fileprivate init(_ reason: WaitReason) {
        switch reason {
        case .fewerAgents: self = .fewerAgents
        case .othersFirst: self = .othersFirst
        case .slowerCalls: self = .slowerCalls
        case .otherQueue: self = .otherQueue
        }
    }
}

extension AgentChange {
    /// For the log.
    fileprivate var words: String {
        switch self {
        case .loggedIn: "logged in"
        case .loggedOut: "logged out"
        case .paused(let reason): "on a break: \(reason)"
        case .resumed: "back from a break"
        case .wrapUpExtended: "longer in wrap-up"
        case .wrapUpEnded: "done with wrap-up"
        case .restEnded: "rested"
        case .legStarted: "on a call of her own"
        case .legEnded: "off her own call"
        case .wentHome: "home until she logs in by a word"
        case .cameBack: "back by a word"
        }
    }
}
