import Foundation
import IVR
import Queueing
import Testing

@testable import Server

@Suite struct `What was said in confidence` {
    private static let digits = "8362915047"
    private static let ticket = TicketID(rawValue: 1)

    /// Somebody with a card, on the line or to be called back, whose flow knows it too.
    private static func caller(_ ticket: TicketID = ticket, isCallback: Bool = true) throws -> TicketContext {
        let place = """
            {"language":"en-GB","frames":[{"flow":"f","step":"wait","values":[
              {"name":"town","json":"\\"Basel\\""},{"name":"card","json":"\\"\(digits)\\"","sealed":true}]}]}
            """
        return TicketContext(
            ticket: ticket, call: "c\(ticket)", number: "4711", callbackNumber: isCallback ? "2000" : nil, flow: "f", language: "en-GB",
            values: [
                .init(name: "town", value: .open("Basel")), .init(name: "card", value: .sealed(Sensitive(digits))),
            ],
            place: try JSONDecoder().decode(FlowPlace.Revealed.self, from: Data(place.utf8)).place)
    }

    /// The same without what is sealed.
    private static func withoutSecrets(_ context: TicketContext) throws -> TicketContext {
        try JSONDecoder().decode(TicketContext.self, from: try JSONEncoder().encode(context))
    }

    /// A database in which one waits to be called back, and one has been forgotten again.
    private static func kept(_ place: RecordFolder) async throws {
        let requests = [1, 2].map { TicketRequest(TicketID(rawValue: $0), queue: "desk", isCallback: true) }
        var distributor = CallDistributor()
        var events: [QueueEvent] = []
        let plan = FloorPlan(queues: [QueuePlan("desk")])
        let commands: [QueueCommand] = [.plan(plan), .join(requests[0]), .join(requests[1]), .leave(requests[1].id, .hungUp)]
        for command in commands {
            distributor.handle(command, at: QueueInstant(rawValue: 1_000_000), into: &events)
        }
        try await place.breakOff { store in
            store.append(events)
            for request in requests { store.remember(try caller(request.id)) }
            store.forget(requests[1].id)
            await store.keepAndWait(.events([]))
        }
    }

    @Test func `is known again after a restart, and nowhere to be read`() async throws {
        let place = try RecordFolder()
        try await Self.kept(place)
        #expect(try place.rows("SELECT ticket, sealed FROM ticket_context") == ["1 blob"])
        #expect(try place.files(with: Self.digits) == [])
        #expect(try place.files(with: "Basel") != [], "what may be read is found by the same search")
        let kept = try await place.open().load()
        #expect(kept.contexts == [try Self.caller()])
        #expect(kept.contexts.first?.values.last?.value?.isSealed == true)
        #expect(!place.log.text.contains(Self.digits) && !place.log.text.contains("confidence"))
    }

    /// What has happened to a key or to a box, and how many lines tell of it.
    struct Loss: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var harm: @Sendable (RecordFolder) throws -> Void
    }

    @Test(arguments: [
        Loss(testDescription: "no key") { try FileManager.default.removeItem(atPath: $0.folder.file("sealing.key")) },
        Loss(testDescription: "another key") { try $0.folder.write(SealingKey().hexadecimal, to: "sealing.key") },
        Loss(testDescription: "no key at all in the file") { try $0.folder.write("", to: "sealing.key") },
        Loss(testDescription: "a damaged box") { try $0.change("UPDATE ticket_context SET sealed = zeroblob(99)") },
        Loss(testDescription: "an empty box") { try $0.change("UPDATE ticket_context SET sealed = x''") },
        Loss(testDescription: "words for a box") { try $0.change("UPDATE ticket_context SET sealed = 'words'") },
        Loss(testDescription: "the box of another call") {
            try $0.change("UPDATE ticket_context SET context = replace(context, '\"c1\"', '\"c9\"')")
        },
    ])
    func `is missing, and told of once, when it cannot be opened`(_ loss: Loss) async throws {
        let place = try RecordFolder()
        try await Self.kept(place)
        try loss.harm(place)
        let kept = try await place.open().load()
        let context = try #require(kept.contexts.first)
        #expect(context.values.map(\.value) == [.open("Basel"), nil])
        #expect(context.place == (try Self.withoutSecrets(Self.caller()).place))
        #expect(context.number == "4711" && context.callbackNumber == "2000")
        #expect(place.log.text.components(separatedBy: "cannot be read; they are called back without it").count == 2)
        #expect(try place.rows("SELECT ticket, sealed IS NULL FROM ticket_context") == ["1 0"], "the right key may come back")
    }

    @Test func `is not kept where no key can be, and the rest is`() async throws {
        let place = try RecordFolder()
        try place.folder.write("no key", to: "sealing.key")
        try await Self.kept(place)
        #expect(try place.rows("SELECT ticket, sealed FROM ticket_context") == ["1 -"])
        #expect(try place.files(with: Self.digits) == [])
        #expect(place.log.text.components(separatedBy: "cannot be kept").count == 2, "once for two callers")
        #expect(try await place.open().load().contexts == [try Self.withoutSecrets(Self.caller())])
    }

    @Test func `is not kept of a caller on the line, whose call ends with the server`() throws {
        #expect(TicketSecrets(of: try Self.caller(isCallback: false)) == nil)
        #expect(TicketSecrets(of: try Self.withoutSecrets(Self.caller())) == nil)
        #expect(TicketSecrets(of: try Self.caller()) != nil)
    }
}

extension RecordFolder {
    /// The files in which something is to be read, as it is.
    fileprivate func files(with text: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            guard let content = FileManager.default.contents(atPath: folder.file(name)) else { return false }
            return content.range(of: Data(text.utf8)) != nil
        }
    }

    /// Somebody changes the database.
    fileprivate func change(_ sql: String) throws {
        try RecordDatabase.openForWriting(at: path).write { try $0.execute(sql: sql) }
    }
}
