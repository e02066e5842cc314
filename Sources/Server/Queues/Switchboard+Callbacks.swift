import CallEngine
import IVR
import Queueing
import SIP

/// Callers who hang up and are called back: their tickets wait on, and an agent is there before they are dialled.
///
///     her 200 -> a call in the step where he waited -> she hears the whisper -> INVITE to him -> 200: both talk -> the flow goes on
extension Switchboard {
    /// Takes a caller off the line; his ticket waits on in its place.
    func callBack(_ ticket: TicketID, at number: String, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let before = desk.callers[ticket], uri(of: number, trunk: nil) != nil else {
            return input(.queue(.calledBack(false), activity), to: dialog)
        }
        var caller = before
        caller.line = nil
        caller.context.callbackNumber = number
        caller.context.place = before.line?.request.place
        desk.callers[ticket] = caller
        follow(.callBack(ticket))
        guard desk.floor.tickets[ticket]?.isCallback == true else {
            desk.callers[ticket] = before
            return input(.queue(.calledBack(false), activity), to: dialog)
        }
        desk.remember(caller)
        lines[dialog]?.ticket = nil
        logQueue(ticket, "caller is called back")
        promise(activity, dialog)
    }

    /// He is told when no crash can forget him any more.
    private func promise(_ activity: ActivityID, _ dialog: SIPCallID) {
        lines[dialog]?.promise = activity
        desk.whenKept(inTime { $0.tellPromise(dialog) })
    }

    private func tellPromise(_ dialog: SIPCallID) {
        guard let activity = lines[dialog]?.promise else { return }
        lines[dialog]?.promise = nil
        input(.queue(.calledBack(true), activity), to: dialog)
    }

    // MARK: calling

    /// An agent has accepted somebody who is to be called back: a call begins in which his flow is where he waited, and she is there.
    func dialBack(_ ticket: TicketID, by agent: AnsweredLeg) {
        guard let caller = desk.callers[ticket], let call = callback(to: caller, ticket, by: agent) else {
            send(.hangUp(agent.dialog))
            follow(.connectFailed(ticket, .agent))
            return
        }
        let dialog = call.line.dialog
        lines[dialog] = call.line
        noteBeginning(CallBeginning(call.line.facts, flow: call.line.flow, started: call.setup.started), dialog)
        logQueue(ticket, "dialling the caller", ["callback": call.line.id])
        begin(call.setup, port: call.port, place: call.place, dialog)
    }

    /// A call that is ready to begin.
    private struct Prepared {
        var line: Line
        var setup: CallSetup
        var port: MediaPort
        var place: MediaPlace
    }

    /// Everything that it takes to call somebody back; nil when something is missing.
    private func callback(to caller: TicketCaller, _ ticket: TicketID, by agent: AnsweredLeg) -> Prepared? {
        guard let number = caller.context.callbackNumber, let route = uri(of: number, trunk: nil), let state = desk.floor.tickets[ticket],
            let place = places.take()
        else { return nil }
        guard let (session, offer, port) = prepareSession(law: agent.media.law, towards: route.next) else {
            places.giveBack(place)
            return nil
        }
        let seed = UInt64.random(in: .min ... .max)
        // From and to himself in the record: it is no call of his.
        let facts = CallFacts(callID: Self.callID(seed), callerNumber: number, calledNumber: number)
        guard let (flow, machine) = resumed(caller.context, facts.callID, in: state.queue) else {
            places.giveBack(place)
            return nil
        }
        var line = Line(facts: facts, flow: flow.flow.name, dialog: newDialog(), session: session, ticket: ticket)
        let ring = desk.floor.queue(state.queue)?.plan.callback.ring.duration ?? .seconds(40)
        line.callback = Line.Callback(agent: agent, request: route.way.request(offering: offer, [], ringing: ring))
        line.questions = flow.version.questions
        var setup = flow.setup(facts, media: nil, started: .now, seed: seed, options: options(for: flow))
        setup.machine = machine
        setup.waited = max(.zero, (clock.now - state.joinedAt).duration)
        return Prepared(line: line, setup: setup, port: port, place: place)
    }

    /// The flow in which the caller waited, where it was; one that just ends after the talk when that is no more, or nobody knows it.
    private func resumed(_ context: TicketContext, _ callID: String, in queue: QueueID) -> (ServedFlow, FlowMachine)? {
        let facts = CallFacts(
            callID: callID, callerNumber: context.number, callerName: context.name, calledNumber: context.calledNumber,
            language: LanguageTag(context.language))
        let version = environment.catalog.current
        if let place = context.place, let flow = version.flows[FlowName(context.flow)],
            let machine = FlowMachine(resuming: place, flows: version.flows, facts: facts, prompts: version.promptNames)
        {
            return (ServedFlow(flow: flow, version: version), machine)
        }
        guard let flow = DialFlow.talk(with: queue, in: version) else { return nil }
        let place = FlowPlace(flow.flow.name, flow.flow.start, language: LanguageTag(context.language))
        let machine = FlowMachine(resuming: place, flows: [flow.flow.name: flow.flow], facts: facts, prompts: version.promptNames)
        return machine.map { (flow, $0) }
    }

    /// The call is ready for the agent who waits to be joined with it.
    func joinAgent(_ request: DialRequest, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard case .queue(let queue) = request.destination, let ticket = lines[dialog]?.ticket, lines[dialog]?.place != nil,
            let agent = lines[dialog]?.callback?.agent.take()
        else { return }
        desk.callers[ticket]?.line = TicketCaller.OnLine(dialog: dialog, activity: activity, request: queue, law: agent.media.law)
        lines[dialog]?.waiter = desk.callers[ticket]
        let partner = Line.Partner(dialog: agent.dialog, activity: activity, session: agent.session, isAnswered: true)
        join(dialog, partner, agent.media, agent.port)
    }

    /// The agent knows what it is about: the caller is dialled.
    func dialCaller(_ dialog: SIPCallID) {
        guard let request = lines[dialog]?.callback?.request.take() else { return }
        send(.dial(dialog, request))
    }

    /// He has answered.
    func callerAnswered(_ answer: SessionDescription, _ dialog: SIPCallID) {
        guard lines[dialog]?.callback != nil else { return }
        guard let media = try? lines[dialog]?.session.accept(answer) else {
            return input(.callerNotReached(.unreachable("the answer does not fit the offer")), to: dialog)
        }
        input(.callerAnswered(LegMedia(media)), to: dialog)
    }

    /// Whether the caller of a ticket is not reached yet.
    func isCallingBack(_ ticket: TicketID) -> Bool {
        desk.callers[ticket]?.line.map { lines[$0.dialog]?.callback != nil } ?? false
    }
}
