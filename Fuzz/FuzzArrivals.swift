import CallSimulator
import Queueing

/// The door of imagined callers: a text as a file of arrivals and as Erlang's traffic, and a short day of those who come.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArrivals(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let file = try? ArrivalFile(text) {
        precondition(!file.callers.isEmpty, "a file in which nobody calls")
        precondition(zip(file.callers, file.callers.dropFirst()).allSatisfy { $0.at <= $1.at }, "callers who do not come in order")
        if file.callers.count <= 50 { live(.listed([ListedDay(file.callers)])) }
    }
    if let traffic = try? ErlangTraffic(parsing: String(text.prefix(200))) {
        precondition(traffic.talk > 0 && traffic.callsPerHour > 0, "traffic of nothing")
        if traffic.callsPerHour <= 100 { live(.drawn([traffic])) }
    }
    return 0
}

/// An hour with one agent; whoever comes is counted.
private func live(_ callers: StaffingTwin.Callers) {
    let queues = Set(callers.queues)
    var twin = StaffingTwin(
        plan: FloorPlan(queues: queues.map { QueuePlan($0) }, agents: [AgentPlan("a", queues: Array(queues))]), callers: callers)
    twin.days = 1
    twin.length = 3_600_000
    twin.patience = 60_000
    let report = twin.run()
    precondition(report.refused <= report.offered, "more were refused than came")
    precondition(StaffingTable(asConfigured: report).lines.count == 2)
}
