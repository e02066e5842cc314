import CallEngine
import IVR
import Testing

@testable import CallSimulator

@Suite struct `Callers who have called before` {
    private static let flow = """
        flow: known
        language: en-US
        start: known
        steps:
          known:
            branch:
              - { when: "caller.calls-today >= 3 && caller.last-call < 3600", next: again }
            otherwise: menu
          again:
            play: [this-is-your-call, { number: caller.calls-today }]
            next: person
          person:
            branch: [{ when: "has(caller.last-queue)", next: same-queue }]
            otherwise: any-queue
          same-queue: { hangup: straight to a person of dispatch }
          any-queue: { hangup: straight to a person }
          menu: { play: welcome, next: bye }
          bye: { hangup: the menu }

        """

    struct Caller: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var history: CallerHistory
        var ending: String
    }

    @Test(arguments: [
        Caller(testDescription: "a first call", history: CallerHistory(callsToday: 1), ending: "the menu"),
        Caller(
            testDescription: "the third call within the hour",
            history: CallerHistory(callsToday: 3, sinceLastCall: 600, lastQueue: "dispatch"), ending: "straight to a person of dispatch"),
        Caller(
            testDescription: "the third call, never in a queue", history: CallerHistory(callsToday: 3, sinceLastCall: 600),
            ending: "straight to a person"),
        Caller(
            testDescription: "the third call, the last long ago", history: CallerHistory(callsToday: 3, sinceLastCall: 7200),
            ending: "the menu"),
        Caller(testDescription: "a number that is withheld", history: CallerHistory(), ending: "the menu"),
    ]) func `go straight to a person with their third call`(_ caller: Caller) throws {
        var rehearsal = try Rehearsal(Self.flow)
        rehearsal.history = caller.history
        let call = rehearsal.run()
        #expect(call.record?.ending.detail == caller.ending)
        #expect(call.record?.path.contains("again") == (caller.history.callsToday == 3 && caller.history.sinceLastCall == 600))
    }

    @Test func `a script tells of a first call unless it says more, and of nothing when the number is withheld`() {
        var script = CallScript()
        #expect(script.history == CallerHistory(callsToday: 1))
        script.callsToday = 4
        #expect(script.history.callsToday == 4)
        script.from = ""
        #expect(script.history == CallerHistory())
    }
}
