import Testing

@testable import SIP

/// Random phones in virtual time, against a table that is kept by the simplest rules.
@Suite struct `Whatever phones do` {
    /// What must stand: for each user its contacts and when they end.
    private struct Model {
        var ends: [String: [String: Int64]] = [:]

        mutating func forget(at now: Int64) {
            for user in ends.keys { ends[user] = ends[user]?.filter { $0.value > now } }
        }
    }

    @Test(arguments: [UInt64](1...12)) func `contacts end when they must, and are never too many`(_ seed: UInt64) throws {
        var random = SIPRandom(seed: seed)
        var reception = Reception {
            $0.contactsPerUser = 4
            $0.contacts = 10
            $0.qualify = .seconds(20)
            $0.keepAlive = .seconds(7)
        }
        var model = Model()
        for step in UInt32(1)...250 {
            reception.pass(Int64(random.next(upTo: 40_000)))
            if random.next(upTo: 3) == 0, !reception.asked.isEmpty { try reception.answer(random.next(upTo: 2) == 0) }
            model.forget(at: reception.now.milliseconds)
            try act(&reception, &model, step, &random)
            try compare(reception, model)
        }
        reception.pass(4_000_000)
        #expect(reception.registrar.count == 0)
        #expect(reception.registrar.nextDeadline == nil, "nothing is left behind")
    }

    private func act(_ reception: inout Reception, _ model: inout Model, _ step: UInt32, _ random: inout SIPRandom) throws {
        let user = "user\(random.next(upTo: 4))"
        let contact = "sip:\(random.next(upTo: 4))@192.0.2.1"
        let seconds = [0, 60, 90, 200][Int(random.next(upTo: 4))]
        var phone = Reception.Phone(user: user, contacts: ["<\(contact)>;expires=\(seconds)"])
        phone.password = random.next(upTo: 10) == 0 ? "wrong" : "right"
        if random.next(upTo: 12) == 0 { (phone.contacts, phone.headers) = (["*"], ["Expires: 0"]) }
        // An old number now and then: nothing may change.
        let isOld = random.next(upTo: 10) == 0 && model.ends[user]?.isEmpty == false && model.ends[user]?[contact] != nil
        guard try reception.register(phone, isOld ? 0 : step) == .ok else { return }
        #expect(phone.password == "right" && !isOld, "what must not be was accepted")
        if phone.contacts == ["*"] {
            model.ends[user] = [:]
        } else if seconds == 0 {
            model.ends[user]?[contact] = nil
        } else {
            model.ends[user, default: [:]][contact] = reception.now.milliseconds + Int64(seconds) * 1000
        }
    }

    private func compare(_ reception: Reception, _ model: Model) throws {
        #expect(reception.registrar.count <= 10)
        for (user, ends) in model.ends {
            let registrations = reception.registrar.registrations(of: user)
            #expect(registrations.count <= 4)
            let found = Dictionary(uniqueKeysWithValues: registrations.map { ($0.contact.description, $0.expires.milliseconds) })
            #expect(found == ends)
        }
    }
}
