import Calendars
import Diagnostics
import Foundation
import IVR
import Testing

/// The files of the demonstration, read as the server reads them.
private enum Demo {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func catalogue(_ language: SpokenLanguage) throws -> PromptCatalogue {
        let path = "Prompts/\(language.rawValue)/prompts.yaml"
        let (catalogue, findings) = PromptCatalogue.parse(try text(path), path: path)
        return try #require(catalogue, "\(findings)")
    }

    static func context() throws -> FlowCatalogContext {
        var context = FlowCatalogContext()
        context.prompts = Dictionary(uniqueKeysWithValues: try SpokenLanguage.allCases.map { ($0.tag, Set(try catalogue($0).order)) })
        context.queues = ["dispatch", "supervision"]
        context.calendars = ["office"]
        context.flows = [:]
        context.files = [:]
        context.notifications = []
        return context
    }

    static func flow(_ name: String) throws -> Flow {
        let path = "Flows/\(name).yaml"
        let result = FlowChecker.check(text: try text(path), path: path, context: try context())
        return try #require(result.flow, "\(result.diagnostics)")
    }
}

@Suite struct `The demonstration` {
    @Test(arguments: ["ride-booking", "transport-hotline"])
    func `has flows without a finding`(_ name: String) throws {
        let path = "Flows/\(name).yaml"
        let result = FlowChecker.check(text: try Demo.text(path), path: path, context: try Demo.context())
        #expect(result.diagnostics.map { $0.rendered(in: result.source) } == [])
        #expect(result.flow?.name == FlowName(name))
    }

    @Test func `says the same in both languages`() throws {
        let (english, mandarin) = (try Demo.catalogue(.english), try Demo.catalogue(.mandarin))
        #expect(english.order == mandarin.order)
        #expect(english.prompts[FlowMachine.apology] != nil)
    }

    @Test func `says nothing that no flow plays`() throws {
        let text = try Demo.text("Flows/ride-booking.yaml") + Demo.text("Flows/transport-hotline.yaml")
        let names = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
        // What the server says by itself: sorry for a fault, and that a call is recorded.
        let own: Set<PromptName> = [FlowMachine.apology, "call-is-recorded"]
        let unused = try Demo.catalogue(.english).order.filter { !names.contains($0.rawValue) && !own.contains($0) }
        #expect(unused == [])
    }

    @Test func `has a calendar`() throws {
        let (calendar, findings) = OpeningCalendar.parse(try Demo.text("Calendars/office.yaml"), path: "Calendars/office.yaml")
        #expect(findings == [])
        #expect(calendar?.name == "office")
        // 2026-10-01T10:00+08:00 and 2026-11-20T10:00+08:00.
        #expect(calendar?.state(at: 1_790_820_000) == .holiday)
        #expect(calendar?.state(at: 1_795_140_000) == .open)
    }

    @Test func `books a ride with a handful of keys`() throws {
        var machine = FlowMachine(flow: try Demo.flow("ride-booking"), facts: CallFacts(callID: "c"))
        let outcomes: [FlowOutcome] = [
            .promptEnded, .option(0, keys: "1"), .option(0, keys: "1"), .digits("13800138000"), .option(0, keys: "1"), .promptEnded,
            .option(0, keys: "1"), .fetched(status: 200, body: try #require(FlowValue(json: #"{"ride": "4711", "minutes": 7}"#))),
            .promptEnded, .promptEnded,
        ]
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        for outcome in outcomes {
            machine.handle(outcome, for: try #require(machine.awaited), into: &effects)
        }
        let lines = effects.map(\.line)
        #expect(lines.contains("play ride-for-number {digits: 13800138000} as-soon-as-possible"))
        #expect(
            lines.contains(
                #"fetch POST http://127.0.0.1:8095/rides {"phone":"13800138000","time":"now"} within 8.0 seconds playing one-moment hold"#))
        #expect(lines.contains("play booking-number-is {digits: 4711} driver-comes-in {duration: 420}"))
        #expect(lines.last == "hang up: done")
    }
}
