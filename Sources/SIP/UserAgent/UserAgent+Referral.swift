/// Blind transfer: REFER sent, NOTIFY heard (RFC 3515).
extension UserAgent {
    mutating func refer(_ session: Session.Index, to target: SIPURI, headers: [SIPHeaderLine]) {
        guard sessions[session]?.referral == nil, sessions[session]?.postponedReferral == nil else { return stale() }
        switch sessions[session]?.phase {
        case .confirmed: break
        // A flow may send its caller away at once: the REFER waits for the ACK, as a BYE does.
        case .answered:
            sessions[session]?.postponedReferral = Session.PostponedReferral(target: target, headers: headers)
            return
        default: return stale()
        }
        guard var request = request(.refer, in: session) else { return }
        request.builder.contact = contact(for: request.peer)
        let here = NameAddress(uri: contact(for: request.peer).uri ?? target)
        request.builder.headers =
            [SIPHeaderLine(.referTo, NameAddress(uri: target).description), SIPHeaderLine(.referredBy, here.description)] + headers
        // The subscription begins with the REFER: its first NOTIFY may come before the 202 (RFC 3515, 2.4.4).
        let timer = wheel.start(.referral(session), at: time + configuration.limits.referral)
        sessions[session]?.referral = Session.Referral(waiting: timer)
        send(request, .refer, of: session)
    }

    mutating func receivedReferResponse(_ status: SIPStatus, _ session: Session.Index) {
        guard sessions[session]?.referral != nil else { return }
        guard !status.isSuccess else { return }
        finishReferral(session, status)
        endIfLost(session, status)
    }

    mutating func receiveNotify(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        var content = content(of: session)
        guard request.event?.package == "refer" else {
            content.headers = [SIPHeaderLine(.allowEvents, "refer")]
            respond(.badEvent, to: index, content)
            return
        }
        guard sessions[session]?.referral != nil else {
            respond(.noSuchCall, to: index, content)
            return
        }
        respond(.ok, to: index, content)
        let status = request.fragmentStatus
        if let status, status.isFinal {
            finishReferral(session, status)
        } else if request.subscriptionState?.isTerminated == true {
            finishReferral(session, .requestTimeout)
        } else if let status {
            tell(session, .referProgress(status))
        }
    }

    /// The transfer is over; a later NOTIFY finds no subscription.
    mutating func finishReferral(_ session: Session.Index, _ status: SIPStatus) {
        wheel.stop(sessions[session]?.referral?.waiting)
        sessions[session]?.referral = nil
        tell(session, .referFinished(status))
    }
}

extension SIPMessage {
    /// The status in the first line of a sipfrag (RFC 3420): `SIP/2.0 180 Ringing`.
    var fragmentStatus: SIPStatus? {
        let words = String(decoding: body.prefix(256), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, words[0].uppercased() == "SIP/2.0", let code = Int(words[1]), (100...699).contains(code) else { return nil }
        return SIPStatus(code)
    }
}
