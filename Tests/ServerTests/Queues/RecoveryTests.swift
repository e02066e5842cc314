import Logging
import Queueing
import Testing

@testable import Server

@Suite struct `Queues after a restart` {
    /// A server with a queue, an agent of each way to log in, and what was kept of the one before.
    private static func serving(_ journal: MemoryJournal, _ body: (Switchboard) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try folder.write("flow: f\nlanguage: fr-FR\nstart: bye\nsteps:\n  bye:\n    hangup: done\n", to: "Flows/f.yaml")
        try folder.write("secret\n", to: "password")
        let text = """
            listen: ["udp 127.0.0.1:0"]
            rtp-ports: 27600-27699
            metrics: off
            queues: { desk: { wrap-up: 10m } }
            agents:
              ana: { queues: [desk], password: { file: password } }
              ben: { queues: [desk], address: "sip:ben@127.0.0.1:9" }
              cem: { queues: [desk] }
            """
        let configuration = try #require(ConfigurationReader.read(text, path: folder.file("hotline.yaml")).configuration)
        let content = await ServerContent.load(configuration) { _, _, _ in }
        let server = try await HotlineServer.start(configuration, content: content, journal: journal, log: Logger(label: "test"))
        defer { Task { await server.stop() } }
        try await body(server.switchboard)
    }

    /// What the server before had done when it was killed.
    private static func journal(_ commands: [QueueCommand]) -> MemoryJournal {
        let journal = MemoryJournal()
        var distributor = CallDistributor()
        let agents = ["ana", "ben", "cem"].map { AgentPlan(AgentID($0), queues: ["desk"]) }
        var events: [QueueEvent] = []
        for command in [.plan(FloorPlan(queues: [QueuePlan("desk")], agents: agents))] + commands {
            distributor.handle(command, at: QueueInstant(rawValue: 1_000_000), into: &events)
        }
        journal.append(events)
        for ticket in distributor.floor.tickets.keys {
            journal.remember(TicketContext(ticket: ticket, call: "c\(ticket)", number: "4711", flow: "f", language: "fr-FR"))
        }
        return journal
    }

    private static func join(_ ticket: Int, isCallback: Bool = false) -> QueueCommand {
        .join(TicketRequest(TicketID(rawValue: ticket), queue: "desk", isCallback: isCallback))
    }

    @Test func `callers on the line are gone, callers to be called back wait on`() async throws {
        let journal = Self.journal([Self.join(1), Self.join(2), .callBack(TicketID(rawValue: 2)), Self.join(3)])
        try await Self.serving(journal) { switchboard in
            #expect(await Array(switchboard.floor.tickets.keys) == [TicketID(rawValue: 2)])
            #expect(await switchboard.context(of: TicketID(rawValue: 2))?.number == "4711")
            #expect(journal.contexts.map(\.ticket.rawValue) == [2])
        }
    }

    @Test func `an agent who talked is free, one whose phone rang too, and each ticket has a new number`() async throws {
        let journal = Self.journal([
            .logIn("cem"), Self.join(1), .accept(OfferID(rawValue: 1), by: "cem"), .connected(TicketID(rawValue: 1)),
            .logIn("ben"), Self.join(2), .legStarted("ana", LegID(rawValue: 7)),
        ])
        try await Self.serving(journal) { switchboard in
            let floor = await switchboard.floor
            #expect(floor.tickets.isEmpty)
            #expect(floor.agent("cem")?.state == .available)
            #expect(floor.agent("ben")?.state == .available)
            #expect(floor.agent("ana")?.state == .loggedOut, "her phone has to come first")
            #expect(await switchboard.drawnTicket().rawValue == 3)
        }
    }

    @Test func `an agent on a break stays there`() async throws {
        let journal = Self.journal([.logIn("ana"), .pause("ana", "lunch"), .logIn("cem"), .pause("cem", "lunch")])
        try await Self.serving(journal) { switchboard in
            let floor = await switchboard.floor
            #expect(floor.agent("ana")?.state == .onBreak("lunch"))
            #expect(floor.agent("cem")?.state == .onBreak("lunch"))
        }
    }

    @Test func `who was logged out by a word stays out until a word brings her back`() async throws {
        let journal = Self.journal([.goHome("ben"), .logIn("cem"), .goHome("cem"), .logOut("cem")])
        try await Self.serving(journal) { switchboard in
            #expect(await switchboard.floor.agent("ben")?.state == .loggedOut, "she is always at work but for that")
            #expect(await switchboard.floor.agent("cem")?.state == .loggedOut)
            #expect(await switchboard.order(.logIn("ben")).map(\.kind) == [.agent("ben", .loggedIn)])
            #expect(await switchboard.order(.logOut("ben")).map(\.kind) == [.agent("ben", .loggedOut)])
        }
        try await Self.serving(journal) { switchboard in
            #expect(await switchboard.floor.agent("ben")?.isHome == true)
            #expect(await switchboard.floor.agent("ben")?.state == .loggedOut)
        }
    }

    @Test func `who is always at work is, at the first start`() async throws {
        try await Self.serving(MemoryJournal()) { switchboard in
            let floor = await switchboard.floor
            #expect(floor.agent("ben")?.state == .available)
            #expect(floor.agent("cem")?.state == .loggedOut)
            #expect(await switchboard.order(.logIn("cem")).map(\.kind) == [.agent("cem", .loggedIn)])
        }
    }
}

extension Switchboard {
    /// The number that the next caller gets.
    fileprivate func drawnTicket() -> TicketID { desk.drawTicket() }
}
