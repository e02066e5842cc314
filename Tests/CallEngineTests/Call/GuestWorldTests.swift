import CallEngine
import Testing

/// Every order of what can happen with a third party, as far as some steps reach.
@Suite struct `A small world of three parties` {
    /// What can happen between two ticks.
    enum Happening: String, CaseIterable {
        case asks, holds, joins, handsOver
        case answers, fails, guestGone
        case supervisorListens, supervisorTalks
        case agentGone, handedOn, sentBack, callerGone
    }

    /// The call, and which third legs stand outside of it.
    private struct World {
        var table: Table
        var read = 0
        /// Third parties who ring or talk; the newest is whom the outside speaks of.
        var legs: [GuestID] = []
        /// A supervisor who has made room.
        var aside: GuestID?
        /// Who has taken the agent's place.
        var stayed: GuestID?
        var faults: [String] = []
        var path: [Happening] = []

        mutating func happen(_ what: Happening) {
            path.append(what)
            switch what {
            case .asks: table.press("*312#", as: .partner)
            case .holds: table.press("*1", as: .partner)
            case .joins: table.press("*3", as: .partner)
            case .handsOver: table.press("*213#", as: .partner)
            case .answers: answer()
            case .fails: end(with: .failed(.busy)) { if case .consulted = $0 { true } else { false } }
            case .guestGone: end(with: .hungUp) { _ in true }
            case .supervisorListens: supervise(.listens)
            case .supervisorTalks: supervise(.talks)
            case .agentGone: table.handle(.dial(.hungUp, table.activity))
            case .handedOn: table.handle(.dial(.answered(Table.media(of: .partner)), table.activity))
            case .sentBack: table.handle(.dial(.sentBack, table.activity))
            case .callerGone: table.handle(.remoteHungUp)
            }
            table.tick(1)
            look()
        }

        private mutating func answer() {
            guard let id = legs.last(where: \.isConsulted) else { return }
            table.handle(.guest(.answered(Table.media(of: .guest), .consults), id))
        }

        private mutating func supervise(_ mode: GuestMode) {
            let id = GuestID.supervisor("eve", path.count)
            legs.append(id)
            table.handle(.guest(.answered(Table.media(of: .guest), mode), id))
            if table.call.isEnded { legs.removeLast() }
        }

        private mutating func end(with progress: GuestProgress, _ isMeant: (GuestID) -> Bool) {
            guard let id = legs.last(where: isMeant) ?? stayed, isMeant(id) else { return }
            legs.removeAll { $0 == id }
            if stayed == id { stayed = nil }
            table.handle(.guest(progress, id))
        }

        /// What the call wanted.
        private mutating func look() {
            for output in table.outputs.dropFirst(read) {
                switch output {
                case .dialGuest(_, let id): legs.append(id)
                case .hangUpGuest(let id):
                    if !legs.contains(id) { faults.append("\(path): hangs up \(id) who is not there") }
                    legs.removeAll { $0 == id }
                case .guestStays(let id, _):
                    if !legs.contains(id) { faults.append("\(path): \(id) stays who is not there") }
                    legs.removeAll { $0 == id }
                    stayed = id
                case .guestStepsAside(let id):
                    if aside != nil || !legs.contains(id) { faults.append("\(path): \(id) makes room who is not there") }
                    aside = id
                case .guestIsBack(let id):
                    if aside != id || !legs.contains(id) { faults.append("\(path): \(id) is back who was not away") }
                    aside = nil
                case .hangUpLeg, .dial: stayed = nil
                default: break
                }
            }
            read = table.outputs.count
            if aside.map({ !legs.contains($0) }) == true { aside = nil }
            if aside != nil, !legs.contains(where: \.isConsulted) { faults.append("\(path): \(legs) has made room for nobody") }
            if legs.count > (aside == nil ? 1 : 2) { faults.append("\(path): two third parties") }
            if table.call.isEnded, !legs.isEmpty { faults.append("\(path): \(legs) are left") }
        }
    }

    @Test func `nobody is left behind, hung up twice, or there beside another one`() throws {
        var table = try Table { $0.detectsTones = false }
        table.isDeaf = true
        var worlds = [World(table: table, read: table.outputs.count)]
        var visited = 0
        var faults: [String] = []
        for _ in 0..<3 {
            var next: [World] = []
            for world in worlds {
                for what in Happening.allCases {
                    var world = world
                    world.happen(what)
                    faults += world.faults
                    visited += 1
                    guard !world.table.call.isEnded, world.faults.isEmpty else { continue }
                    next.append(world)
                    var last = world
                    last.happen(.callerGone)
                    faults += last.faults
                    if !last.table.call.isEnded { faults.append("\(last.path): no end") }
                }
            }
            worlds = next
        }
        #expect(faults.isEmpty, "\(faults.prefix(5))")
        #expect(visited > 1500)
    }
}
