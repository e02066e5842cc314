/// Transfers that the other side asks for: REFER heard, NOTIFY sent (RFC 3515).
extension UserAgent {
    /// Takes the REFER at once: whether it can be done is said by the NOTIFYs, as it is when the target refuses.
    mutating func receiveRefer(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        var content = content(of: session)
        guard let wish = transferRequest(request) else {
            content.reason = "Bad Refer-To"
            respond(.badRequest, to: index, content)
            return
        }
        // One after the other; and nobody is transferred out of a call that does not stand yet.
        guard case .confirmed = sessions[session]?.phase, sessions[session]?.transfer == nil else {
            respond(.requestPending, to: index, content)
            return
        }
        let isSilent = request.value(.referSub)?.lowercased().hasPrefix("false") == true
        if isSilent { content.headers = [SIPHeaderLine(.referSub, "false")] }
        respond(.accepted, to: index, content)
        let isFirst = sessions[session]?.transfers == 0
        let timer = wheel.start(.transfer(session), at: time + configuration.limits.referral)
        sessions[session]?.transfers += 1
        sessions[session]?.transfer = Session.Transfer(id: isFirst ? nil : request.cseq.number, isSilent: isSilent, waiting: timer)
        notify(session, .trying)
        tell(session, .transferAsked(wish))
    }

    /// What a REFER asks for; nil when it does not say whom.
    private func transferRequest(_ request: SIPMessage) -> SIPTransferRequest? {
        guard request.addresses(.referTo).count == 1, let target = request.referTo?.uri else { return nil }
        let header = target.headers.first { $0.name.lowercased() == "replaces" }
        var replaces: Replaces?
        if let header {
            // A dialog that cannot be read is not another call to the same place.
            guard let named = Replaces(SIPURI.decoded(header.value)) else { return nil }
            replaces = named
        }
        return SIPTransferRequest(
            target: target.asRequestURI, replaces: replaces, replacedCall: replaces.flatMap(call), referredBy: request.address(.referredBy))
    }

    private func call(_ named: Replaces) -> SIPCallID? {
        guard let session = session(named) else { return nil }
        if named.isEarlyOnly, case .confirmed = session.phase { return nil }
        return session.id
    }

    /// Says how far it is; a final status is the last word.
    mutating func reportTransfer(_ session: Session.Index, _ status: SIPStatus) {
        guard sessions[session]?.transfer != nil else { return stale() }
        notify(session, status)
        if status.isFinal { forgetTransfer(session) }
    }

    mutating func forgetTransfer(_ session: Session.Index) {
        wheel.stop(sessions[session]?.transfer?.waiting)
        sessions[session]?.transfer = nil
    }

    private mutating func notify(_ session: Session.Index, _ status: SIPStatus) {
        guard let transfer = sessions[session]?.transfer, !transfer.isSilent, case .confirmed = sessions[session]?.phase,
            var request = request(.notify, in: session)
        else { return }
        let seconds = configuration.limits.referral.wholeMilliseconds / 1000
        request.builder.contact = contact(for: request.peer)
        request.builder.headers = [
            SIPHeaderLine(.event, "refer" + (transfer.id.map { ";id=\($0)" } ?? "")),
            SIPHeaderLine(.subscriptionState, status.isFinal ? "terminated;reason=noresource" : "active;expires=\(seconds)"),
        ]
        request.builder.setBody(Array("SIP/2.0 \(status.code) \(status.reason)\r\n".utf8), type: "message/sipfrag;version=2.0")
        send(request, .report, of: session)
    }
}
