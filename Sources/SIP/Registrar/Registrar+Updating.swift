/// What a REGISTER changes (RFC 3261, 10.3, steps 6 to 8): all of it or nothing.
extension Registrar {
    mutating func update(_ user: String, by request: SIPMessage, from peer: SIPPeer) throws(RegistrarRefusal) {
        if request.hasWildcardContact { return try clear(user, by: request) }
        let wishes = try wishes(of: request)
        guard wishes.count <= configuration.contactsPerUser else { throw RegistrarRefusal(.badRequest, reason: "Too Many Contacts") }
        var new = 0
        for wish in wishes {
            if let index = place(of: wish, user) { try checkOrder(of: request, against: index) } else if wish.seconds > 0 { new += 1 }
        }
        let room = configuration.contactsPerUser - (users[user]?.count ?? 0)
        guard entries.count + min(new, max(0, room)) <= configuration.contacts else {
            throw RegistrarRefusal(.serviceUnavailable, headers: [UserAgent.retryAfter(.seconds(60))])
        }
        for wish in wishes { fulfil(wish, user, request, peer) }
    }

    /// The contacts of a request, with what they ask for checked against the limits.
    private func wishes(of request: SIPMessage) throws(RegistrarRefusal) -> [ContactWish] {
        guard let contacts = request.list(.contact, { NameAddress(&$0) }) else {
            throw RegistrarRefusal(.badRequest, reason: "Malformed Contact")
        }
        let usual = request.value(.expires).map { ContactWish.seconds($0, usual: configuration.usualExpiry) }
        var wishes: [ContactWish] = []
        for contact in contacts {
            guard let wish = ContactWish(contact, usual: usual ?? configuration.usualExpiry) else {
                throw RegistrarRefusal(.badRequest, reason: "Contact Is No SIP URI")
            }
            guard wish.seconds == 0 || wish.seconds >= configuration.expiry.lowerBound else {
                throw RegistrarRefusal(SIPStatus(423), headers: [SIPHeaderLine("Min-Expires", String(configuration.expiry.lowerBound))])
            }
            wishes.append(wish)
        }
        return wishes
    }

    /// `Contact: *` takes all off; it must say so by `Expires: 0` and stand alone.
    private mutating func clear(_ user: String, by request: SIPMessage) throws(RegistrarRefusal) {
        guard request.values(.contact).count == 1, request.value(.expires).map({ ContactWish.seconds($0, usual: 1) }) == 0 else {
            throw RegistrarRefusal(.badRequest, reason: "Malformed Contact")
        }
        let all = users[user] ?? []
        for index in all { try checkOrder(of: request, against: index) }
        for index in all { remove(index).map { outputs.append(.event(.unregistered($0))) } }
    }

    /// A request that overtook a newer one of the same phone changes nothing.
    private func checkOrder(of request: SIPMessage, against index: Entries.Index) throws(RegistrarRefusal) {
        guard let registration = entries[index]?.registration, registration.callID == request.callID else { return }
        guard request.cseq.number > registration.sequence else { throw RegistrarRefusal(.internalError, reason: "Old CSeq") }
    }

    private func place(of wish: ContactWish, _ user: String) -> Entries.Index? {
        users[user]?.first { entries[$0].map { wish.means($0.registration) } == true }
    }

    private mutating func fulfil(_ wish: ContactWish, _ user: String, _ request: SIPMessage, _ peer: SIPPeer) {
        let place = place(of: wish, user)
        guard wish.seconds > 0 else {
            if let place { remove(place).map { outputs.append(.event(.unregistered($0))) } }
            return
        }
        let seconds = min(wish.seconds, configuration.expiry.upperBound)
        var registration = Registration(
            user: user, contact: wish.contact, peer: peer, preference: wish.preference, expires: time + .seconds(seconds),
            path: request.addresses("Path"), instance: wish.instance, way: wish.way,
            product: request.value(.userAgent).map { String($0.prefix(128)) }, callID: request.callID, sequence: request.cseq.number,
            refreshed: time)
        if let place {
            if entries[place]?.registration.peer == peer { registration.reach = entries[place]?.registration.reach ?? .unknown }
            refresh(place, registration)
        } else {
            insert(registration)
            outputs.append(.event(.registered(registration)))
        }
    }

    /// Adds a registration; a user with too many loses the one that was refreshed longest ago.
    mutating func insert(_ registration: Registration) {
        let own = users[registration.user] ?? []
        if own.count >= configuration.contactsPerUser, let oldest = own.min(by: { refreshed($0) < refreshed($1) }) {
            remove(oldest).map { outputs.append(.event(.displaced($0))) }
        }
        let index = entries.insert(Entry(registration: registration, asked: time))
        users[registration.user, default: []].append(index)
        startTimers(of: index)
    }

    private func refreshed(_ index: Entries.Index) -> SIPInstant {
        entries[index]?.registration.refreshed ?? time
    }

    private mutating func refresh(_ index: Entries.Index, _ registration: Registration) {
        let hasMoved = entries[index]?.registration.peer != registration.peer
        entries[index]?.registration = registration
        if hasMoved { startTimers(of: index) } else { startExpiry(of: index) }
        outputs.append(.event(.refreshed(registration)))
    }

    /// Takes a registration off.
    mutating func remove(_ index: Entries.Index) -> Registration? {
        guard let entry = entries.remove(index) else { return nil }
        wheel.stop(entry.expiry)
        wheel.stop(entry.watch)
        wheel.stop(entry.keepAlive)
        let user = entry.registration.user
        users[user]?.removeAll { $0 == index }
        if users[user]?.isEmpty == true { users[user] = nil }
        return entry.registration
    }

    /// What a 200 tells: every contact with the time it has left, and the way back (RFC 3327, 5.3).
    func headers(of user: String, for request: SIPMessage) -> [SIPHeaderLine] {
        let contacts = registrations(of: user).map { SIPHeaderLine(.contact, $0.contactValue(at: time)) }
        return contacts + request.lines("Path").map { SIPHeaderLine("Path", $0) }
    }
}

extension Registration {
    /// As a 200 has it.
    func contactValue(at now: SIPInstant) -> String {
        var address = NameAddress(uri: contact)
        address.parameters["expires"] = String(max(1, (expires.milliseconds &- now.milliseconds &+ 999) / 1000))
        if preference < 1000 {
            let digits = String(preference)
            address.parameters["q"] = "0." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
        }
        if let instance { address.parameters["+sip.instance"] = AuthenticationParameters.quoted(instance) }
        if let way { address.parameters["reg-id"] = String(way) }
        return address.description
    }
}
