import Testing

@testable import SIP

/// A kind of call that a bad network is tried on.
struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    var world: @Sendable () -> World
    /// How the two sides may see the end, whatever the network does within its means.
    var caller: @Sendable (SIPEnding) -> Bool
    var called: @Sendable (SIPEnding) -> Bool
    var testDescription: String { name }

    static let normalBye = SIPEnding.remoteBye(reason: #"Q.850;cause=16;text="Normal call clearing""#)

    /// The caller hangs up before it has heard of the answer.
    static let givenUp = SIPEnding.failed(.requestTerminated, reason: "Request Terminated")

    static let all: [Scenario] = [
        Scenario(
            name: "the caller hangs up", world: { World.answeredCall() }, caller: { $0 == .localBye || $0 == givenUp },
            called: { $0 == normalBye }),
        Scenario(
            name: "the called side hangs up",
            world: {
                var world = World()
                world.applications[1] = { call, event in
                    if case .acknowledged = event { [.hangUp(call)] } else { Applications.answering()(call, event) }
                }
                world.dial()
                return world
            }, caller: { $0 == normalBye }, called: { $0 == .localBye }),
        Scenario(
            name: "the caller gives up while it rings",
            world: {
                var world = World()
                world.applications[1] = { call, event in if case .incoming = event { [.ring(call)] } else { [] } }
                world.dial()
                world.tell(.caller, .hangUp(World.dialled), at: 1000)
                return world
            }, caller: { $0 == givenUp },
            called: { if case .cancelled = $0 { true } else { false } }),
        Scenario(
            name: "the call is refused",
            world: {
                var world = World()
                world.applications[1] = { call, event in if case .incoming = event { [.reject(call, .busyHere)] } else { [] } }
                world.dial()
                return world
            }, caller: { $0 == .failed(.busyHere, reason: "Busy Here") }, called: { $0 == .rejected(.busyHere) }),
        Scenario(
            name: "both sides put the other on hold",
            world: {
                var world = World.answeredCall()
                world.applications[0] = { call, event in
                    if case .offer = event { [.answerOffer(call, World.description("caller's answer"))] } else { [] }
                }
                world.tell(.caller, .offer(World.dialled, World.description("hold")), at: 500)
                world.tell(.called, .offer(SIPCallID(incoming: 1), World.description("hold too")), at: 1000)
                return world
            }, caller: { $0 == .localBye || $0 == givenUp },
            // A re-INVITE that crosses the BYE hears 481: it is the same end, seen from the other side.
            called: { $0 == normalBye || $0 == .lost(.noSuchCall) }),
    ]
}

@Suite struct `A call over a bad network` {
    /// What a run came to, checked by what holds of every call.
    private static func check(_ scenario: Scenario, _ fates: [Int: World.Fate]) {
        var world = scenario.world()
        world.fate = { number, _ in fates[number] ?? .deliver }
        world.run()
        let detail = "\(fates.sorted { $0.key < $1.key }): \(world.ladder)"
        let (caller, called) = (world.endings(.caller), world.endings(.called))
        #expect(caller.count == 1 && caller.allSatisfy(scenario.caller), "the caller saw \(caller); \(detail)")
        #expect(called.count == 1 && called.allSatisfy(scenario.called), "the called side saw \(called); \(detail)")
        #expect(world.isClean, "something is left; \(detail)")
    }

    // No message stays longer in the network than T4: RFC 3261 promises nothing beyond.
    @Test(arguments: Scenario.all) func `ends right whichever message is lost, comes twice or comes late`(_ scenario: Scenario) {
        for number in 0..<16 {
            for fate in [.lose, .duplicate, .delay(15), .delay(700), .delay(3900)] as [World.Fate] { Self.check(scenario, [number: fate]) }
        }
    }

    @Test(arguments: Scenario.all) func `ends right whichever two messages suffer`(_ scenario: Scenario) {
        let fates: [World.Fate] = [.lose, .duplicate, .delay(700)]
        for first in 0..<12 {
            for second in (first + 1)..<12 {
                for fate in fates {
                    for other in fates { Self.check(scenario, [first: fate, second: other]) }
                }
            }
        }
    }

    @Test(arguments: Scenario.all) func `ends right whichever of the first eleven messages are lost`(_ scenario: Scenario) {
        for pattern in 0..<2048 {
            // More losses in a row are a dead line, not a bad one.
            guard pattern.nonzeroBitCount <= 4 else { continue }
            Self.check(scenario, Dictionary(uniqueKeysWithValues: (0..<11).filter { pattern >> $0 & 1 == 1 }.map { ($0, .lose) }))
        }
    }

    @Test(arguments: 1...40) func `leaves nothing behind even when a third of everything is lost`(_ seed: Int) {
        for scenario in Scenario.all {
            var world = scenario.world()
            var random = SIPRandom(seed: UInt64(seed))
            let plan = (0..<400).map { _ in random.next(upTo: 3) == 0 ? World.Fate.lose : random.next(upTo: 4) == 0 ? .delay(800) : .deliver
            }
            world.fate = { number, _ in number < plan.count ? plan[number] : .deliver }
            world.run(until: 1_000_000)
            #expect(world.endings(.caller).count == 1, "\(scenario.name): \(world.ladder)")
            #expect(world.endings(.called).count <= 1, "\(scenario.name): \(world.ladder)")
            #expect(world.isClean, "\(scenario.name): \(world.ladder)")
        }
    }
}
