import ArgumentParser
import Calendars
import CallEngine
import CallSimulator
import Diagnostics
import Foundation
import Queueing
import Server

/// `hotline queue simulate`: days of callers against the real distributor, in imagined time.
struct QueueSimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Live through days of callers, and ask what would be if.",
        discussion: """
            The queues and agents of a configuration serve imagined callers; nothing but the people is imagined. Every figure comes with \
            the interval that holds its true mean in 95 cases of 100; each what-if meets the same callers.

              hotline queue simulate --config hotline.yaml --erlang queue=dispatch,calls=60,talk=4m,patience=3m --agents +2
              hotline queue simulate --config hotline.yaml --arrivals monday.csv --patience 2m --wrap-up 20s --callback-after 4m

              hotline queue simulate --config hotline.yaml --records --from 2026-11-02 --until 2026-11-09 --agents -1

            --records takes the callers and the agents' hours of days that were: of the last week, when nothing else is said. \
            A file of arrivals has a line for each caller: at,queue,talk,patience,priority; the first line names the columns. \
            docs/queueing.md has the details.
            """)

    @OptionGroup var place: RecordPlace

    @Option(help: "A file of callers.", completion: .file(extensions: ["csv"]))
    var arrivals: String?

    @Option(help: "Callers as Erlang imagines them, an hour: queue=dispatch,calls=60,talk=4m,patience=3m. One for each queue.")
    var erlang: [String] = []

    @Flag(help: "Callers who have called: those that the database of records knows.")
    var records = false

    @Option(help: "The first day of records (2026-11-02); a week before the last one when absent.")
    var from: String?

    @Option(help: "The day after the last one; today when absent.")
    var until: String?

    @Option(parsing: .unconditional, help: "What if there were so many agents more or fewer: +2, -1.")
    var agents: String?

    @Option(help: "What if wrap-up took so long in all queues: 20s.")
    var wrapUp: String?

    @Option(help: "What if callers were offered to be called back after so long: 4m.")
    var callbackAfter: String?

    @Option(help: "How many of the callers who are offered that want it, from 0 to 1.")
    var callbackWanted = 0.5

    @Option(help: "The mean patience of callers of whom it is not known; without it those of a file wait for ever.")
    var patience: String?

    @Option(help: "How soon agents answer.")
    var answer = "3s"

    @Option(help: "How many days; 20 when absent, of records those there are.")
    var days: Int?

    @Option(help: "How long callers come each day.")
    var length: String?

    @Option(help: "When each day begins, for opening hours (2026-03-03T10:00+08:00); of a file of arrivals, its midnight.")
    var at: String?

    @Option(help: "Another number, other people.")
    var seed: UInt64 = 1

    /// Where the queues are; `RecordPlace` has the option.
    private var config: String { place.config ?? "hotline.yaml" }

    func run() throws {
        let configuration = try ConfigurationFile.load(config)
        guard !configuration.floor.agents.isEmpty else { throw CommandFailure("\(config) has no `agents` that could serve anybody") }
        let (calendars, findings) = configuration.calendarFolder
        for finding in findings { StandardError.show(finding) }
        var twin = StaffingTwin(plan: configuration.floor, calendars: calendars, callers: .drawn([]))
        try invite(&twin)
        try adapt(&twin)
        let base = twin.run()
        var table = StaffingTable(asConfigured: base)
        for (name, other) in try whatIfs(twin) { table.add(name, other.run()) }
        print(
            "\(twin.days) days, \(base.offered) callers, \(configuration.floor.agents.count) agents; ± is where the mean is in 95 cases of 100"
        )
        if base.refused > 0 { print("\(base.refused) callers could not join: closed, full, or nobody there") }
        for line in table.lines { print(line) }
        for line in theory(twin) { print(line) }
    }

    private func adapt(_ twin: inout StaffingTwin) throws {
        guard let start = WallTime(at ?? (arrivals == nil ? "2026-03-03T10:00+08:00" : "2026-03-03T00:00+08:00")) else {
            throw ValidationError("--at takes a time such as 2026-03-03T00:00+08:00")
        }
        guard (1...10_000).contains(twin.days) else { throw ValidationError("--days takes a number from 1 to 10000") }
        guard (0...1).contains(callbackWanted) else { throw ValidationError("--callback-wanted takes a number from 0 to 1") }
        twin.start = Int(start.milliseconds)
        twin.seed = seed
        twin.habits.answer = try time(answer, "--answer")
        twin.habits.callbackWanted = callbackWanted
        twin.length = try length.map { try time($0, "--length") } ?? (erlang.isEmpty ? 24 : 8) * 3_600_000
        guard twin.length > 0, twin.length <= 7 * 86_400_000 else { throw ValidationError("--length takes at most a week") }
    }

    /// Says who calls.
    private func invite(_ twin: inout StaffingTwin) throws {
        guard [arrivals != nil, !erlang.isEmpty, records].count(where: \.self) == 1 else {
            throw ValidationError("callers come from one of --arrivals, --erlang and --records")
        }
        guard records || (from ?? until ?? place.database) == nil else {
            throw ValidationError("--from, --until and --database belong to --records")
        }
        twin.patience = try patience.map { Double(try time($0, "--patience")) }
        twin.days = days ?? 20
        if records { return try inviteRecorded(&twin) }
        twin.callers = try arrivals.map { .listed([ListedDay(try Self.file($0))]) } ?? .drawn(traffic())
        let known = twin.plan.queues.map(\.id)
        for queue in twin.callers.queues where !known.contains(queue) {
            let suggestion = Suggestion.question(for: queue.rawValue, in: known.map(\.rawValue))
            throw CommandFailure("there is no queue `\(queue)` in \(config)\(suggestion)")
        }
    }

    /// Queues that are no more refuse their callers, whom the first lines tell.
    private func inviteRecorded(_ twin: inout StaffingTwin) throws {
        guard at == nil, length == nil else { throw ValidationError("--at and --length say nothing of recorded days") }
        let recorded = try RecordedDays(place.archive(), from: from, until: until, now: .current)
        twin.callers = .listed(recorded.days)
        twin.days = days ?? recorded.days.count
        twin.patience = twin.patience ?? recorded.days.meanPatience
        for line in recorded.lines(patience: twin.patience) { print(line) }
        let known = Set(twin.plan.queues.map(\.id))
        let gone = Set(twin.callers.queues).subtracting(known).map(\.rawValue).sorted()
        if !gone.isEmpty { print("no longer in \(config), so their callers cannot join: \(gone.joined(separator: ", "))") }
    }

    private static func file(_ path: String) throws -> [ListedCaller] {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw CommandFailure("cannot read \(path)") }
        do throws(ArrivalFile.Mistake) {
            return try ArrivalFile(String(decoding: bytes, as: UTF8.self)).callers
        } catch {
            throw CommandFailure("\(path):\(error)")
        }
    }

    private func traffic() throws -> [ErlangTraffic] {
        do throws(ErlangTraffic.Mistake) {
            var traffic: [ErlangTraffic] = []
            for text in erlang { traffic.append(try ErlangTraffic(parsing: text)) }
            return traffic
        } catch {
            throw ValidationError("--erlang: \(error)")
        }
    }

    /// What each option asks by itself, and all of them together.
    private func whatIfs(_ twin: StaffingTwin) throws -> [(String, StaffingTwin)] {
        var whatIfs: [(String, StaffingTwin)] = []
        var all = twin
        func add(_ name: String, _ change: (inout StaffingTwin) -> Void) {
            var other = twin
            change(&other)
            change(&all)
            whatIfs.append((name, other))
        }
        if let agents {
            guard let count = Int(agents), (-10_000...10_000).contains(count) else { throw ValidationError("--agents takes +2 or -1") }
            add("agents \(agents)") { $0.add(agents: count) }
        }
        if let wrapUp {
            let length = Milliseconds(rawValue: try time(wrapUp, "--wrap-up"))
            add("wrap-up \(wrapUp)") { twin in
                for index in twin.plan.queues.indices { twin.plan.queues[index].wrapUp = length }
            }
        }
        if let callbackAfter {
            let after = try time(callbackAfter, "--callback-after")
            add("callback after \(callbackAfter)") { $0.habits.callbackAfter = after }
        }
        if whatIfs.count > 1 { whatIfs.append(("all of these", all)) }
        return whatIfs
    }

    /// What Erlang's formulas say, when there is one queue of drawn callers whom every agent serves.
    private func theory(_ twin: StaffingTwin) -> [String] {
        guard case .drawn(let traffic) = twin.callers, traffic.count == 1, let only = traffic.first,
            let queue = twin.plan.queues.first(where: { $0.id == only.queue })
        else { return [] }
        let agents = twin.plan.agents.count { $0.queues.contains(only.queue) }
        let service = (only.talk + Double(queue.wrapUp.rawValue + twin.habits.answer)) / 1000
        let model = ErlangModel(
            arrivals: only.callsPerHour / 3600, service: service, agents: agents, patience: only.patience.map { $0 / 1000 })
        let name = only.patience == nil ? "Erlang C" : "Erlang A"
        guard let answer = model.answer else { return ["\(name): the queue grows without end"] }
        func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
        return [
            "\(name), with answering and wrap-up as part of the call: mean wait \(tenths(answer.meanWait)) s, "
                + "\(tenths(answer.abandoned * 100)) % give up, agents busy \(tenths(answer.occupancy * 100)) %"
        ]
    }

    private func time(_ text: String, _ option: String) throws -> Int {
        guard let length = Milliseconds(text: text) else { throw ValidationError("\(option) takes a length of time such as 20s") }
        return length.rawValue
    }
}
