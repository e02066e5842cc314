/// How calls end.
extension UserAgent {
    mutating func hangUp(_ session: Session.Index, _ cause: SIPCause) {
        switch sessions[session]?.phase {
        case .incoming:
            reject(session, .temporarilyUnavailable, reason: nil, headers: [], retryAfter: nil)
        case .answered:
            // No BYE before the ACK or its timer (RFC 3261, 15).
            sessions[session]?.ending = Session.PostponedEnding(cause: cause, status: .requestTerminated)
        case .dialling, .calling:
            abandon(session, cause, .requestTerminated)
        case .confirmed:
            sendBye(session, cause, ending: .localBye)
        case .hungUp, nil:
            stale()
        }
    }

    /// Sends BYE and tells the application; the call is kept until the BYE is answered.
    mutating func sendBye(_ session: Session.Index, _ cause: SIPCause, ending: SIPEnding) {
        respond(.requestTerminated, to: sessions[session]?.received, content(of: session))
        sessions[session]?.received = nil
        stopTimers(of: session)
        sessions[session]?.phase = .hungUp
        tell(session, .ended(ending))
        guard var request = request(.bye, in: session) else { return }
        request.builder.add(.reason, cause.headerValue)
        send(request, .bye, of: session)
    }

    /// The ACK of our 2xx never came (RFC 3261, 13.3.1.4).
    mutating func unacknowledged(_ session: Session.Index) {
        counters[.missingAcknowledgements] += 1
        sendBye(session, .temporaryFailure, ending: sessions[session]?.ending == nil ? .notAcknowledged : .localBye)
    }

    /// The ACK came without the answer to our offer.
    mutating func hangUpUnanswered(_ session: Session.Index) {
        sendBye(session, .temporaryFailure, ending: .notAcknowledged)
    }

    /// A response that says the other side knows nothing of the call, or is gone (RFC 3261, 12.2.1.2).
    mutating func endIfLost(_ session: Session.Index, _ status: SIPStatus) {
        guard status == .noSuchCall || status == .requestTimeout, case .confirmed = sessions[session]?.phase else { return }
        sendBye(session, .temporaryFailure, ending: .lost(status))
    }

    /// Tells the application that a call is over and forgets it.
    mutating func finish(_ session: Session.Index, _ ending: SIPEnding) {
        tell(session, .ended(ending))
        remove(session)
    }

    /// Forgets a call; its transactions live on by themselves.
    mutating func remove(_ session: Session.Index) {
        stopTimers(of: session)
        guard let gone = sessions.remove(session) else { return }
        partners.release(gone.dialog.peer.remote.host)
        sessionsByID[gone.id] = nil
        sessionsByTag[gone.dialog.localTag] = nil
        sessionsByID.shrink()
        sessionsByTag.shrink()
    }

    private mutating func stopTimers(of session: Session.Index) {
        guard let state = sessions[session] else { return }
        for timer in [
            state.ringing, state.postponed, state.backOff, state.answer?.repeating, state.answer?.waiting, state.referral?.waiting,
            state.transfer?.waiting,
        ] {
            wheel.stop(timer)
        }
        sessions[session]?.answer = nil
        sessions[session]?.referral = nil
        sessions[session]?.transfer = nil
    }

    /// Counts a command that came too late or does not fit.
    mutating func stale() {
        counters[.staleCommands] += 1
    }
}
