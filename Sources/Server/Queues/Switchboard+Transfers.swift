import CallEngine
import IVR
import Queueing
import SIP

/// Agents send callers on with their phones' own key (REFER, RFC 3515).
///
/// Until the target answers nothing changes, unless the agent hangs up: then the caller hears music again. Whoever is not reached leaves
/// the caller with the agent, or in the queue when she is gone.
extension Switchboard {
    /// A call to whom a caller is to be sent.
    struct Transfer {
        /// Its dialog.
        var dialog: SIPCallID
        /// The agent's, who asks for it; nil once she is gone.
        var asker: SIPCallID?
        /// Its side of SDP.
        var session: OfferAnswer
        /// Its sockets.
        var port: MediaPort
        /// The agent who is called, when it is one of ours.
        var agent: AgentID?
    }

    /// An agent asks for a transfer.
    func transfer(_ wish: SIPTransferRequest, askedBy asker: SIPCallID, _ dialog: SIPCallID) {
        // The other call of an attended transfer has to be elsewhere: two calls of ours are not joined.
        guard let line = lines[dialog], let caller = line.waiter, line.transfer == nil, line.partner?.isAnswered == true,
            wish.replacedCall == nil, let (way, agent) = way(toTransfer: wish.target, caller),
            let (session, offer, port) = prepareSession(law: caller.line?.law, towards: way.next)
        else { return send(.reportTransfer(asker, .decline)) }
        var headers = transferHeaders(of: caller)
        if let replaces = wish.replaces { headers.append(SIPHeaderLine("Replaces", "\(replaces)")) }
        let target = newDialog()
        lines[dialog]?.transfer = Transfer(dialog: target, asker: asker, session: session, port: port, agent: agent)
        partners[target] = dialog
        log(dialog).info("transfer", metadata: ["to": "\(wish.target.decodedUser ?? "")@\(wish.target.host)"])
        var request = way.request(offering: offer, headers)
        request.timeout = Self.transferTime
        send(.dial(target, request))
    }

    /// So long a target may ring.
    private static let transferTime = Duration.seconds(60)

    /// What the target's dialog says.
    func handleTransfer(_ transfer: Transfer, of dialog: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .provisional(let status, _): if status.code >= 180, let asker = transfer.asker { send(.reportTransfer(asker, status)) }
        case .answered(let answer): targetAnswered(answer, transfer, dialog)
        case .ended(let ending): targetFailed(ending, transfer, dialog)
        default: break
        }
    }

    private func targetAnswered(_ answer: SessionDescription, _ transfer: Transfer, _ dialog: SIPCallID) {
        var session = transfer.session
        guard let media = try? session.accept(answer), let line = lines[dialog], let place = line.place, let waiter = line.waiter?.line
        else { return send(.hangUp(transfer.dialog)) }
        lines[dialog]?.transfer = nil
        if let asker = transfer.asker {
            send(.reportTransfer(asker, .ok))
            send(.hangUp(asker))
            letAgentGo(dialog)
        }
        lines[dialog]?.partner = Line.Partner(
            dialog: transfer.dialog, activity: waiter.activity, session: session, isAnswered: true)
        environment.workers[place.worker].post(.attach(transfer.port, slot: place.slot))
        input(.dial(.answered(LegMedia(media)), waiter.activity), to: dialog)
        if let agent = transfer.agent {
            desk.ownLegs[transfer.dialog] = agent
            follow(.legStarted(agent, LegID(transfer.dialog)))
        }
    }

    private func targetFailed(_ ending: SIPEnding, _ transfer: Transfer, _ dialog: SIPCallID) {
        partners[transfer.dialog] = nil
        lines[dialog]?.transfer = nil
        let status = if case .failed(let status, _) = ending { status } else { SIPStatus.temporarilyUnavailable }
        log(dialog).info("transfer failed", metadata: ["status": "\(status.code)"])
        if let asker = transfer.asker { return send(.reportTransfer(asker, status)) }
        guard let waiter = lines[dialog]?.waiter?.line else { return }
        join(waiter.request, law: waiter.law, waiter.activity, dialog)
    }

    /// The agent who asked for a transfer hangs up before the target answers: the caller hears music. False when there is none.
    func askerLeft(_ asker: SIPCallID, _ dialog: SIPCallID) -> Bool {
        guard lines[dialog]?.transfer?.asker == asker else { return false }
        lines[dialog]?.transfer?.asker = nil
        letAgentGo(dialog)
        return true
    }

    /// The caller is gone, or does not want to be sent on.
    func cancelTransfer(_ dialog: SIPCallID) {
        guard let transfer = lines[dialog]?.transfer else { return }
        lines[dialog]?.transfer = nil
        send(.hangUp(transfer.dialog))
    }

    /// The agent's part is over: her ticket ends, the caller waits for the target.
    private func letAgentGo(_ dialog: SIPCallID) {
        forgetPartner(dialog)
        guard let waiter = lines[dialog]?.waiter?.line else { return }
        if let ticket = lines[dialog]?.ticket {
            // The caller's call goes on: it is not told that the talk is over.
            desk.callers[ticket]?.line = nil
            lines[dialog]?.ticket = nil
            follow(.ended(ticket, .agent))
        }
        input(.dial(.withdrawn, waiter.activity), to: dialog)
    }

    /// To an agent of ours, a number on the usual trunk, or an address elsewhere.
    private func way(toTransfer target: SIPURI, _ caller: TicketCaller) -> (WayToAgent, AgentID?)? {
        guard isOwn(target) else {
            let next = SIPEndpoint(host: target.host, port: target.port ?? 5060)
            return (WayToAgent(place: .address(target), from: display(caller, at: next), next: next), nil)
        }
        let user = target.decodedUser ?? ""
        if desk.floor.agent(AgentID(user)) != nil { return ways(to: AgentID(user), for: caller).first.map { ($0, AgentID(user)) } }
        return uri(of: user, trunk: nil).map { (WayToAgent(place: .address($0.uri), from: $0.from, next: $0.next), nil) }
    }

    /// Whether an address is this server's.
    private func isOwn(_ uri: SIPURI) -> Bool {
        if environment.configuration.advertise.flatMap({ SIPHost($0) }) == uri.host { return true }
        return environment.routes.localAddress(leadingTo: uri.host) == uri.host && listenerPorts.contains(uri.port ?? 5060)
    }

    private func transferHeaders(of caller: TicketCaller) -> [SIPHeaderLine] {
        ContextHeaders(caller.context, said: caller.said, sharing: shares(of: caller), about: []).lines
    }

    private func shares(of caller: TicketCaller) -> Set<VariableName> {
        Set(caller.line.flatMap { environment.configuration.queues[$0.request.queue]?.shares } ?? [])
    }
}
