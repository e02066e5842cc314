import Audio
import CallEngine
import IVR
import Queueing
import RTP
import SIP

/// Agents transfer callers with their phone's own key: REFER within the call that we made to them (RFC 3515, RFC 5589).
///
///     agent's phone --REFER--> target rings --answered--> caller and target talk, the agent is free
///                                          \--refused---> the agent goes on; is she gone, the caller waits in her queue again
extension Switchboard {
    /// An agent's phone asks for a transfer.
    func transfer(_ request: SIPTransferRequest, askedBy asker: SIPCallID, of dialog: SIPCallID) {
        guard let line = lines[dialog], let partner = line.partner, partner.dialog == asker, partner.isAnswered, line.transfer == nil,
            line.guest?.id.isConsulted != true, line.place != nil, moves[asker] == nil, isAgent(partner, of: line), isTalking(line)
        else { return send(.reportTransfer(asker, .decline)) }
        if let call = request.replacedCall { return join(call, askedBy: asker, of: dialog) }
        guard let target = target(request.target, for: line) else {
            log(dialog).notice("transfer leads nowhere", metadata: ["to": "\(request.target)"])
            return send(.reportTransfer(asker, .notFound))
        }
        log(dialog).info("transfer", metadata: ["to": "\(request.target)", "by": "\(partner.agent.map { "\($0)" } ?? "the second party")"])
        switch target {
        case .queue(let queue): requeue(dialog, to: queue, askedBy: asker)
        case .telephones(let ways, let agent):
            let transfer = PendingTransfer(asker: asker, activity: partner.activity)
            lines[dialog]?.transfer = transfer
            ring(ways, of: agent, replacing: request.replaces, for: dialog)
        }
    }

    /// Agents may transfer, and nobody else whom a flow or an agent has called: it is our trunk that a transfer dials on.
    func isAgent(_ partner: Line.Partner, of line: Line) -> Bool {
        partner.agent != nil || line.ticket != nil
    }

    /// An address of ours is an agent, a queue, or a number on a trunk; one elsewhere is called as it is.
    private func target(_ uri: SIPURI, for line: Line) -> TransferTarget? {
        guard uri.scheme == .tel || isOwn(uri) else {
            let next = SIPEndpoint(host: uri.host, port: uri.port ?? 5060)
            let from = display(line.facts.callerNumber, line.facts.callerName, at: next)
            return .telephones([WayToAgent(place: .address(uri), from: from, next: next)], nil)
        }
        let user = uri.decodedUser ?? ""
        if desk.floor.agent(AgentID(user)) != nil {
            let ways = ways(to: AgentID(user), showing: line.facts.callerNumber, line.facts.callerName)
            return ways.isEmpty ? nil : .telephones(ways, AgentID(user))
        }
        if desk.floor.queue(QueueID(user)) != nil, isOurs(QueueName(user)) { return .queue(QueueID(user)) }
        return self.uri(of: uri.number ?? user, trunk: nil).map { .telephones([$0.way], nil) }
    }

    /// Whether an address is this server's.
    private func isOwn(_ uri: SIPURI) -> Bool {
        if environment.configuration.advertise.flatMap({ SIPHost($0) }) == uri.host { return true }
        return environment.routes.localAddress(leadingTo: uri.host) == uri.host && listenerPorts.contains(uri.port ?? 5060)
    }

    // MARK: ringing

    private func ring(_ ways: [WayToAgent], of agent: AgentID?, replacing: Replaces?, for dialog: SIPCallID) {
        var headers = contextHeaders(of: dialog)
        if let replacing { headers.append(SIPHeaderLine("Replaces", "\(replacing)")) }
        let calls = prepareLegs(ways, of: agent, headers, law: lines[dialog]?.waiter?.line?.law, ringing: .seconds(40))
        guard !calls.isEmpty else { return notReached(dialog, .serviceUnavailable) }
        for call in calls {
            lines[dialog]?.transfer?.legs[call.dialog] = call.leg
            transfers[call.dialog] = dialog
        }
        for call in calls where transfers[call.dialog] != nil { send(.dial(call.dialog, call.request)) }
    }

    /// A telephone that is ready to be rung.
    struct PreparedLeg {
        var dialog: SIPCallID
        var leg: PendingTransfer.Leg
        var request: SIPDialRequest
    }

    /// Dialogs, sockets and offers for telephones; those are left out for which there are no sockets.
    func prepareLegs(
        _ ways: [WayToAgent], of agent: AgentID?, _ headers: [SIPHeaderLine], law: G711.Law?, ringing time: Duration
    ) -> [PreparedLeg] {
        ways.compactMap { way in
            guard let (session, description, port) = prepareSession(law: law, towards: way.next) else { return nil }
            return PreparedLeg(
                dialog: newDialog(), leg: PendingTransfer.Leg(agent: agent, session: session, port: port),
                request: way.request(offering: description, headers, ringing: time))
        }
    }

    /// What the dialog of a telephone says that rings for a transfer.
    func handleTransfer(_ leg: SIPCallID, of dialog: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .provisional(let status, let description) where status.code >= 180:
            if let description { targetSounds(description, leg, of: dialog) }
            guard let transfer = lines[dialog]?.transfer, !transfer.rings else { return }
            lines[dialog]?.transfer?.rings = true
            if let asker = transfer.asker { send(.reportTransfer(asker, .ringing)) }
        case .answered(let answer): answered(leg, answer, of: dialog)
        case .ended(let ending):
            forget(leg, of: dialog)
            if lines[dialog]?.transfer?.legs.isEmpty == true { notReached(dialog, ending.status) }
        default: break
        }
    }

    private func answered(_ leg: SIPCallID, _ answer: SessionDescription, of dialog: SIPCallID) {
        guard let media = try? lines[dialog]?.transfer?.legs[leg]?.session.accept(answer), let transfer = lines[dialog]?.transfer,
            let held = transfer.legs[leg], let port = held.port
        else {
            forget(leg, of: dialog)
            send(.hangUp(leg))
            if lines[dialog]?.transfer?.legs.isEmpty == true { notReached(dialog, .notAcceptableHere) }
            return
        }
        forget(leg, of: dialog)
        let partner = Line.Partner(dialog: leg, activity: transfer.activity, session: held.session, isAnswered: true, agent: held.agent)
        lines[dialog]?.transfer?.asker = nil
        handOver(dialog, to: partner, LegMedia(media), port, insteadOf: transfer.asker)
        endTransfer(of: dialog)
    }

    /// Nobody was reached: the agent who asked goes on, or the caller goes back to where she had him from.
    func notReached(_ dialog: SIPCallID, _ status: SIPStatus) {
        guard let transfer = lines[dialog]?.transfer else { return }
        endTransfer(of: dialog)
        log(dialog).info("transfer came to nothing", metadata: ["status": "\(status.code)"])
        if let asker = transfer.asker { return send(.reportTransfer(asker, status.isFinal ? status : .requestTimeout)) }
        input(.dial(.early(nil), transfer.activity), to: dialog)
        guard let queue = lines[dialog]?.waiter?.line else {
            return input(.dial(.failed(DialFailure(status)), transfer.activity), to: dialog)
        }
        join(queue.request, law: queue.law, queue.activity, dialog)
    }

    /// What the caller has said so far, for who gets him next.
    private func contextHeaders(of dialog: SIPCallID) -> [SIPHeaderLine] {
        guard let line = lines[dialog] else { return [] }
        guard let caller = line.waiter else { return [SIPHeaderLine("X-Hotline-Call", line.id)] }
        let shares = caller.line.flatMap { environment.configuration.queues[$0.request.queue]?.shares } ?? []
        return ContextHeaders(caller.context, sharing: Set(shares), about: []).lines
    }

    private func forget(_ leg: SIPCallID, of dialog: SIPCallID) {
        transfers[leg] = nil
        let held = lines[dialog]?.transfer?.legs.removeValue(forKey: leg)
        if lines[dialog]?.transfer?.asker == nil { detachEarly(held, of: dialog) }
    }

    /// The transfer is over; what still rings stops.
    func endTransfer(of dialog: SIPCallID) {
        guard let transfer = lines[dialog]?.transfer else { return }
        lines[dialog]?.transfer = nil
        for (leg, held) in transfer.legs {
            if transfer.asker == nil { detachEarly(held, of: dialog) }
            transfers[leg] = nil
            // Who is on the way talks on with the agent.
            if moves[leg] == nil { send(.hangUp(leg)) }
        }
    }

    // MARK: who talks

    /// The caller talks to somebody else from now on.
    func handOver(
        _ dialog: SIPCallID, to partner: Line.Partner, _ media: LegMedia, _ port: MediaPort, _ trail: StreamTrail? = nil,
        insteadOf asker: SIPCallID?
    ) {
        guard lines[dialog]?.place != nil else { return send(.hangUp(partner.dialog)) }
        endRingingGuest(of: dialog)
        if let asker { letGo(asker, of: dialog) }
        endTalk(of: dialog)
        join(dialog, partner, media, port, trail)
    }

    /// A second party and the caller of a call talk; with a trail, our stream to it goes on where it was.
    func join(_ dialog: SIPCallID, _ partner: Line.Partner, _ media: LegMedia, _ port: MediaPort, _ trail: StreamTrail? = nil) {
        guard let place = lines[dialog]?.place else { return send(.hangUp(partner.dialog)) }
        lines[dialog]?.partner = partner
        partners[partner.dialog] = dialog
        if let agent = partner.agent { follow(.legStarted(agent, LegID(partner.dialog))) }
        if let trail {
            return environment.workers[place.worker].post(.adopt(port, media, trail, partner.activity, slot: place.slot))
        }
        attach(port, .partner, to: dialog)
        input(.dial(.answered(media), partner.activity), to: dialog)
    }

    /// The phone that asked has nothing more to do: it is told so, and hung up.
    private func letGo(_ asker: SIPCallID, of dialog: SIPCallID) {
        send(.reportTransfer(asker, .ok))
        // Its end, which may be told at once, is nobody's news.
        partners[asker] = nil
        send(.hangUp(asker))
        ownLegEnded(lines[dialog]?.partner)
    }

    /// The agent is done with the caller, who talks on with others: her wrap-up begins, and his call hears nothing of it.
    func endTalk(of dialog: SIPCallID) {
        guard let ticket = lines[dialog]?.ticket else { return }
        lines[dialog]?.ticket = nil
        desk.forget(ticket)
        follow(.ended(ticket, .agent))
    }

    /// The agent who asked hangs up before somebody answers: the caller hears music until then, or the target; false when she asked for
    /// nothing.
    func askerLeft(_ asker: SIPCallID, of dialog: SIPCallID) -> Bool {
        guard let transfer = lines[dialog]?.transfer, transfer.asker == asker else { return false }
        lines[dialog]?.transfer?.asker = nil
        endTalk(of: dialog)
        input(.dial(.sentBack, transfer.activity), to: dialog)
        hearTarget(of: dialog)
        return true
    }

    /// A leg that was an agent's own is over.
    func ownLegEnded(_ partner: Line.Partner?) {
        guard let partner, let agent = partner.agent else { return }
        follow(.legEnded(agent, LegID(partner.dialog)))
    }

    /// The caller waits in another queue, or in the same one behind its others.
    private func requeue(_ dialog: SIPCallID, to queue: QueueID, askedBy asker: SIPCallID) {
        guard let partner = lines[dialog]?.partner, let before = lines[dialog]?.waiter?.line else {
            return send(.reportTransfer(asker, .decline))
        }
        var request = before.request
        request.queue = QueueName("\(queue)")
        letGo(asker, of: dialog)
        forgetPartner(dialog)
        endTalk(of: dialog)
        input(.dial(.sentBack, partner.activity), to: dialog)
        join(request, law: before.law, partner.activity, dialog)
    }
}

extension SIPEnding {
    /// The status that a transfer ends with.
    var status: SIPStatus {
        switch self {
        case .failed(let status, _), .lost(let status), .rejected(let status): status
        case .remoteBye, .localBye, .cancelled, .notAcknowledged: .requestTerminated
        }
    }
}
