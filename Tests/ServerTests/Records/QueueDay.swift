import Diagnostics
import Queueing

@testable import Server

/// A morning of the real distributor in imagined time: two queues, four agents, callers who wait or give up; always the same one.
struct QueueDay {
    private(set) var events: [QueueEvent] = []
    private(set) var portions: [[QueueEvent]] = []
    private(set) var distributor = CallDistributor()
    private var due: [(at: Int, command: QueueCommand)] = []
    private var random: UInt64 = 42
    private var lastTicket = 0

    static let start = Int(RecordFolder.noon.milliseconds)
    /// How long it is [s].
    static let length = 3 * 3600

    init() {
        act(.plan(Self.plan), at: 0)
        for agent in Self.plan.agents { act(.logIn(agent.id), at: 0) }
        later(3600, .pause("ben", "lunch"))
        later(5400, .resume("ben"))
        for second in 1...Self.length {
            if next(60) == 0 { join(second) }
            let ripe = due.filter { $0.at <= second }.map(\.command)
            due.removeAll { $0.at <= second }
            for command in ripe { act(command, at: second) }
            act(.tick, at: second)
        }
    }

    static var plan: FloorPlan {
        var dispatch = QueuePlan("dispatch")
        dispatch.demands = [SkillDemand("english", 2)]
        dispatch.wrapUp = .seconds(20)
        var complaints = QueuePlan("complaints")
        complaints.maximumWait = .minutes(8)
        complaints.overflow = [QueuePlan.Overflow(.age(.minutes(4)), to: "dispatch")]
        let english = [SkillLevel("english", 3)]
        return FloorPlan(
            queues: [dispatch, complaints],
            agents: [
                AgentPlan("ana", queues: ["dispatch", "complaints"], skills: english),
                AgentPlan("ben", queues: ["dispatch"], skills: english),
                AgentPlan("cem", queues: ["complaints"]), AgentPlan("dua", queues: ["dispatch"], skills: english),
            ])
    }

    private mutating func next(_ below: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(random >> 33) % below
    }

    private mutating func later(_ second: Int, _ command: QueueCommand) { due.append((second, command)) }

    private mutating func join(_ second: Int) {
        lastTicket += 1
        let id = TicketID(rawValue: lastTicket)
        act(.join(TicketRequest(id, queue: next(3) == 0 ? "complaints" : "dispatch", isCallback: lastTicket % 7 == 0)), at: second)
        if next(4) == 0 { later(second + 3 + next(200), .leave(id, .hungUp)) }
    }

    private mutating func act(_ command: QueueCommand, at second: Int) {
        var new: [QueueEvent] = []
        distributor.handle(command, at: QueueInstant(rawValue: Self.start + second * 1000), into: &new)
        guard !new.isEmpty else { return }
        events += new
        portions.append(new)
        for event in new {
            switch event.kind {
            case .offer(let offer, let agent, _, .made):
                later(second + 2 + next(12), next(9) == 0 ? .decline(offer, by: agent) : .accept(offer, by: agent))
            case .offer(_, _, let ticket, .accepted): later(second + 1, .connected(ticket))
            case .call(let ticket, _, .connected): later(second + 60 + next(400), .ended(ticket, .caller))
            default: break
            }
        }
    }

    func context(of ticket: Int) -> TicketContext {
        TicketContext(
            ticket: TicketID(rawValue: ticket), call: "c\(ticket)", number: "138", flow: "ride-booking", language: "en-US",
            values: [.init(name: "pickup", value: .open("now")), .init(name: "card", value: nil)])
    }
}
