import CRealTime
import CallEngine
import SIP

extension Switchboard {
    /// Takes no new calls and returns when the running ones are over and recorded.
    func drain() async {
        if !counts.isDraining {
            counts.isDraining = true
            send(.drain())
            environment.log.notice("draining: no new calls", metadata: ["calls": "\(lines.count)"])
        }
        guard !lines.isEmpty else { return }
        await withCheckedContinuation { drained.append($0) }
    }

    /// Ends the running calls now.
    func shutDown() {
        guard !lines.isEmpty else { return }
        environment.log.warning("ending the running calls", metadata: ["calls": "\(lines.count)"])
        for dialog in lines.keys { input(.shutdown, to: dialog) }
    }

    /// Looks at the media slots, once a second: too busy means that new calls are refused until it is better.
    func judgeLoad() {
        let load = environment.workers.map { $0.slotStatistics.load }.max() ?? 0
        guard overload.judge(load) else { return }
        counts.isOverloaded = overload.isOverloaded
        if overload.isOverloaded {
            environment.log.warning("the media slots are too busy: new calls are refused", metadata: ["load": "\(Int(load * 100)) %"])
            send(.setOverload(retryAfter: .seconds(5)))
        } else {
            environment.log.notice("new calls are taken again", metadata: ["load": "\(Int(load * 100)) %"])
            send(.setOverload(retryAfter: nil))
        }
    }

    /// Gives the memory of a busy time back when there has been no call for some seconds; called once a second.
    ///
    /// Transactions outlive their calls by 32 s (RFC 3261, 17.2), so it is done twice: soon, and when they are gone too.
    func tidyUp() {
        guard lines.isEmpty else {
            idleSeconds = 0
            return
        }
        idleSeconds += 1
        // What others gave back in the second before goes to the kernel.
        if idleSeconds == 6 || idleSeconds == 36 { rt_trim_heap() }
        guard idleSeconds == 5 || idleSeconds == 35 else { return }
        // A dictionary keeps the room of its greatest size.
        lines = [:]
        if partners.isEmpty { partners = [:] }
        if guests.isEmpty { guests = [:] }
        if occupants.isEmpty { occupants = [:] }
        for worker in environment.workers { worker.post(.tidyUp) }
        environment.records.tidyUp()
    }

    /// What is counted, as of now.
    var currentCounts: SwitchboardCounts {
        var counts = counts
        counts.active = lines.count
        counts.ports = environment.ports.takenCount
        return counts
    }
}
