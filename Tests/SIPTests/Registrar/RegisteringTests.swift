import Testing

@testable import SIP

/// One REGISTER and what becomes of it.
struct RegisterRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var contacts: [String]
    var headers: [String] = []
    var status: SIPStatus
    var kept: [String]
}

@Suite struct `Registering` {
    @Test(arguments: [
        RegisterRow(
            testDescription: "a contact", contacts: ["<sip:a@192.0.2.1>"], status: .ok, kept: ["<sip:a@192.0.2.1>;expires=600"]),
        RegisterRow(
            testDescription: "several, the preferred one first", contacts: ["<sip:a@192.0.2.1>;q=0.5", "<sip:b@192.0.2.1>;q=0.75"],
            status: .ok, kept: ["<sip:b@192.0.2.1>;expires=600;q=0.750", "<sip:a@192.0.2.1>;expires=600;q=0.500"]),
        RegisterRow(
            testDescription: "the time of the header", contacts: ["<sip:a@192.0.2.1>"], headers: ["Expires: 120"], status: .ok,
            kept: ["<sip:a@192.0.2.1>;expires=120"]),
        RegisterRow(
            testDescription: "the time of the contact before that of the header", contacts: ["<sip:a@192.0.2.1>;expires=90"],
            headers: ["Expires: 120"], status: .ok, kept: ["<sip:a@192.0.2.1>;expires=90"]),
        RegisterRow(
            testDescription: "a long time, cut", contacts: ["<sip:a@192.0.2.1>;expires=99999999999999"], status: .ok,
            kept: ["<sip:a@192.0.2.1>;expires=3600"]),
        RegisterRow(
            testDescription: "a malformed time, as none", contacts: ["<sip:a@192.0.2.1>;expires=soon"], status: .ok,
            kept: ["<sip:a@192.0.2.1>;expires=600"]),
        RegisterRow(
            testDescription: "a short time", contacts: ["<sip:a@192.0.2.1>;expires=59"], status: 423, kept: []),
        RegisterRow(
            testDescription: "a good one with a bad one: nothing of it",
            contacts: ["<sip:a@192.0.2.1>", "<sip:b@192.0.2.1>;expires=5"], status: 423, kept: []),
        RegisterRow(testDescription: "no contact: a question", contacts: [], status: .ok, kept: []),
        RegisterRow(testDescription: "a contact taken off that is not there", contacts: ["<sip:a@b>;expires=0"], status: .ok, kept: []),
        RegisterRow(testDescription: "a contact that cannot be called", contacts: ["<mailto:a@b>"], status: 400, kept: []),
        RegisterRow(testDescription: "a contact with headers", contacts: ["<sip:a@b?X=1>"], status: 400, kept: []),
        RegisterRow(testDescription: "everything, for a while", contacts: ["*"], headers: ["Expires: 60"], status: 400, kept: []),
        RegisterRow(testDescription: "everything, without a time", contacts: ["*"], status: 400, kept: []),
        RegisterRow(testDescription: "everything off", contacts: ["*"], headers: ["Expires: 0"], status: .ok, kept: []),
        RegisterRow(
            testDescription: "the same contact twice", contacts: ["<sip:a@192.0.2.1>", "<sip:A@192.0.2.1>;q=0.1", "<sip:a@192.0.2.1>"],
            status: .ok, kept: ["<sip:a@192.0.2.1>;expires=600", "<sip:A@192.0.2.1>;expires=600;q=0.100"]),
        RegisterRow(
            testDescription: "a phone with a name", contacts: ["<sip:a@192.0.2.1>;+sip.instance=\"<urn:uuid:1>\";reg-id=2"], status: .ok,
            kept: ["<sip:a@192.0.2.1>;expires=600;+sip.instance=\"<urn:uuid:1>\";reg-id=2"]),
    ]) func `keeps what the rules allow`(_ row: RegisterRow) throws {
        var reception = Reception()
        #expect(try reception.register(Reception.Phone(contacts: row.contacts, headers: row.headers)) == row.status)
        #expect(reception.values(.contact) == row.kept)
        #expect(reception.registrar.count == row.kept.count)
    }

    @Test func `tells the shortest time`() throws {
        var reception = Reception()
        try reception.register(Reception.Phone(contacts: ["<sip:a@b>;expires=1"]))
        #expect(reception.values("Min-Expires") == ["60"])
    }

    @Test func `refreshes, takes off and takes everything off`() throws {
        var reception = Reception()
        try reception.register(Reception.Phone(contacts: ["<sip:a@192.0.2.1>", "<sip:b@192.0.2.1>"]), 1)
        reception.pass(300_000)
        try reception.register(Reception.Phone(contacts: ["<sip:a@192.0.2.1>"]), 2)
        #expect(reception.values(.contact) == ["<sip:a@192.0.2.1>;expires=600", "<sip:b@192.0.2.1>;expires=300"])
        try reception.register(Reception.Phone(contacts: ["<sip:b@192.0.2.1>;expires=0"]), 3)
        #expect(reception.contacts() == ["sip:a@192.0.2.1"])
        try reception.register(Reception.Phone(contacts: ["*"], headers: ["Expires: 0"]), 4)
        #expect(reception.contacts().isEmpty)
        #expect(reception.titles == ["registered", "registered", "refreshed", "unregistered", "unregistered"])
        #expect(reception.registrar.nextDeadline == nil)
    }

    @Test func `does nothing that a newer request of the same phone has overtaken`() throws {
        var reception = Reception()
        try reception.register(Reception.Phone(), 5)
        #expect(try reception.register(Reception.Phone(contacts: ["<sip:anna@192.0.2.1>;expires=0"]), 5) == 500)
        #expect(try reception.register(Reception.Phone(contacts: ["*"], headers: ["Expires: 0"]), 4) == 500)
        #expect(reception.contacts() == ["sip:anna@192.0.2.1"])
        // Another Call-ID is another order: the phone was started anew.
        let restarted = Reception.Phone(contacts: ["<sip:anna@192.0.2.1>;expires=0"], callID: "phone-2")
        #expect(try reception.register(restarted, 1) == .ok)
        #expect(reception.contacts().isEmpty)
    }

    @Test func `knows a phone by its name when its address is another`() throws {
        var reception = Reception()
        let name = ";+sip.instance=\"<urn:uuid:1>\";reg-id=1"
        try reception.register(Reception.Phone(contacts: ["<sip:a@192.0.2.1:5060>\(name)"]))
        try reception.register(Reception.Phone(contacts: ["<sip:a@192.0.2.1:6060>\(name)"], callID: "phone-2"))
        #expect(reception.contacts() == ["sip:a@192.0.2.1:6060"])
    }

    @Test func `ends exactly when its time is over`() throws {
        var reception = Reception()
        try reception.register(Reception.Phone(headers: ["Expires: 60"]))
        reception.pass(59_999)
        #expect(reception.contacts().count == 1)
        reception.pass(1)
        #expect(reception.contacts().isEmpty)
        #expect(reception.titles == ["registered", "expired"])
    }

    @Test func `has a bound for each user and for all`() throws {
        var reception = Reception {
            $0.contactsPerUser = 2
            $0.contacts = 3
        }
        for number: UInt32 in 1...3 {
            try reception.register(Reception.Phone(contacts: ["<sip:\(number)@192.0.2.1>"]), number)
            reception.pass(1000)
        }
        #expect(reception.contacts() == ["sip:3@192.0.2.1", "sip:2@192.0.2.1"])
        #expect(reception.titles.filter { $0 == "displaced" }.count == 1)
        #expect(try reception.register(Reception.Phone(contacts: ["<sip:1@b>", "<sip:2@b>", "<sip:3@b>"]), 9) == 400)
        #expect(try reception.register(Reception.Phone(user: "bert", contacts: ["<sip:1@b>", "<sip:2@b>"])) == 503)
        #expect(try reception.register(Reception.Phone(user: "bert", contacts: ["<sip:1@b>"])) == .ok)
        #expect(try reception.register(Reception.Phone(user: "carl")) == 503)
        // A user who has its share already takes no one else's.
        #expect(try reception.register(Reception.Phone(contacts: ["<sip:4@192.0.2.1>"]), 10) == .ok)
        #expect(reception.registrar.count == 3)
    }

    @Test func `keeps the way back and where the phone was heard from`() throws {
        var reception = Reception()
        let phone = Reception.Phone(
            contacts: ["<sip:a@192.168.1.7:5060>"], headers: ["Path: <sip:edge.example;lr>", "User-Agent: Phone 1"],
            peer: Reception.elsewhere(7, port: 40_123))
        try reception.register(phone)
        #expect(reception.values("Path") == ["<sip:edge.example;lr>"])
        let registration = try #require(reception.registrar.registrations(of: "anna").first)
        #expect(registration.peer == phone.peer)
        #expect(registration.isBehindNAT)
        #expect(registration.path.map(\.uriText) == ["sip:edge.example;lr"])
        #expect(registration.product == "Phone 1")
    }
}
