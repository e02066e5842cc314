import CallEngine
import IVR
import Queueing
import SIP

/// Callers who hang up and are called back: their tickets wait on, and an agent is there before they are dialled.
extension Switchboard {
    /// Takes a caller off the line; his ticket waits on in its place.
    func callBack(_ ticket: TicketID, at number: String, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let before = desk.callers[ticket], uri(of: number, trunk: nil) != nil else {
            return input(.queue(.calledBack(false), activity), to: dialog)
        }
        var caller = before
        caller.line = nil
        caller.context.callbackNumber = number
        desk.callers[ticket] = caller
        follow(.callBack(ticket))
        guard desk.floor.tickets[ticket]?.isCallback == true else {
            desk.callers[ticket] = before
            return input(.queue(.calledBack(false), activity), to: dialog)
        }
        desk.remember(caller)
        lines[dialog]?.ticket = nil
        logQueue(ticket, "caller is called back")
        input(.queue(.calledBack(true), activity), to: dialog)
    }

    /// An agent has accepted somebody who is to be called back: a call begins in which she is the caller, and dials him.
    func dialBack(_ ticket: TicketID, by leg: SIPCallID, _ session: OfferAnswer, _ media: LegMedia, _ port: MediaPort) {
        guard let caller = desk.callers[ticket], let number = caller.context.callbackNumber, let place = places.take() else {
            send(.hangUp(leg))
            follow(.connectFailed(ticket, .agent))
            return
        }
        let ring = desk.floor.tickets[ticket].flatMap { desk.floor.queue($0.queue)?.plan.callback.ring.duration } ?? .seconds(40)
        let seed = UInt64.random(in: .min ... .max)
        let facts = CallFacts(callID: Self.callID(seed), callerNumber: number, calledNumber: number)
        let flow = DialFlow.served("callback", ring: ring, language: LanguageTag(caller.context.language), in: environment.catalog.current)
        desk.callers[ticket]?.agentsCall = leg
        let started = WallTime.now
        lines[leg] = Line(facts: facts, flow: flow.flow.name, dialog: leg, session: session, ticket: ticket)
        noteBeginning(CallBeginning(facts, flow: flow.flow.name, started: started), leg)
        logQueue(ticket, "dialling the caller", ["callback": "\(facts.callID)"])
        let setup = flow.setup(facts, media: media, started: started, seed: seed, options: environment.configuration.media.options)
        begin(setup, port: port, place: place, leg)
        // Her phone has our ACK already.
        input(.acknowledged, to: leg)
    }

    /// The agent of a callback has hung up.
    func calledBackAgentLeft(_ dialog: SIPCallID) {
        guard let ticket = lines[dialog]?.ticket, desk.callers[ticket]?.agentsCall == dialog else { return }
        _ = agentLeft(ticket)
    }

    /// A callback took too long: the agent's call ends. When the caller did not answer, it ends by itself.
    func stopDialling(_ ticket: TicketID, _ why: ConnectFailure) {
        guard let dialog = desk.callers[ticket]?.agentsCall else { return }
        desk.callers[ticket]?.agentsCall = nil
        lines[dialog]?.ticket = nil
        if why == .expired { input(.signallingFailed("it took too long"), to: dialog) }
    }
}
