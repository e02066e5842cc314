/// An INVITE that asks for the place of another call (RFC 3891).
extension UserAgent {
    /// What the Replaces of an INVITE comes to.
    enum Replacement {
        /// There is none.
        case nothing
        /// It is for the place of this call.
        case call(SIPCallID)
        /// It cannot be had.
        case refused(SIPStatus)
    }

    /// Which call an INVITE is to replace (RFC 3891, 3). Whether it may is for the application to say.
    func replacement(by request: SIPMessage) -> Replacement {
        let values = request.values(.replaces)
        guard !values.isEmpty else { return .nothing }
        guard values.count == 1, let named = Replaces(values[0]) else { return .refused(.badRequest) }
        guard let session = session(named) else { return .refused(.noSuchCall) }
        switch session.phase {
        case .answered, .confirmed: return named.isEarlyOnly ? .refused(.busyHere) : .call(session.id)
        case .calling: return .call(session.id)
        // One that rings and was not begun by us is nobody's to take.
        case .incoming, .dialling: return .refused(.noSuchCall)
        case .hungUp: return .refused(.decline)
        }
    }

    /// The call that a Replaces means: its tags are named as the one sees them who is to be called (RFC 3891, 3).
    func session(_ named: Replaces) -> Session? {
        guard let index = SIPToken(named.toTag).flatMap({ sessionsByTag[$0] }), let session = sessions[index],
            session.dialog.callID == named.callID, session.dialog.remoteTag ?? session.earlyTag == named.fromTag
        else { return nil }
        return session
    }
}
