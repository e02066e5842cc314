/// What happens to a registration by itself.
extension Registrar {
    mutating func fire(_ timer: RegistrarTimer) {
        switch timer {
        case .expiry(let index):
            remove(index).map { outputs.append(.event(.expired($0))) }
        case .watch(let index):
            if entries[index]?.isWaiting == true { missed(index) } else { ask(index) }
        case .keepAlive(let index):
            keepAlive(index)
        }
    }

    /// Starts all timers of a registration that is new or has moved: it is asked soon, so that a dead one is not called for long.
    mutating func startTimers(of index: Entries.Index) {
        startExpiry(of: index)
        entries[index]?.isWaiting = false
        if configuration.qualify != nil { startWatch(of: index, at: time + .seconds(1)) }
        wheel.stop(entries[index]?.keepAlive)
        entries[index]?.keepAlive = nil
        guard let interval = configuration.keepAlive, let registration = entries[index]?.registration,
            registration.peer.transport == .udp, registration.isBehindNAT
        else { return }
        entries[index]?.keepAlive = wheel.start(.keepAlive(index), at: time + interval)
    }

    mutating func startExpiry(of index: Entries.Index) {
        guard let entry = entries[index] else { return }
        wheel.stop(entry.expiry)
        entries[index]?.expiry = wheel.start(.expiry(index), at: entry.registration.expires)
    }

    private mutating func startWatch(of index: Entries.Index, at moment: SIPInstant) {
        guard let entry = entries[index] else { return }
        wheel.stop(entry.watch)
        entries[index]?.watch = wheel.start(.watch(index), at: moment)
    }

    private mutating func ask(_ index: Entries.Index) {
        guard let registration = entries[index]?.registration else { return }
        entries[index]?.asked = time
        entries[index]?.isWaiting = true
        startWatch(of: index, at: time + configuration.patience)
        outputs.append(.qualify(RegistrationID(index: index), registration))
    }

    /// An answer, perhaps a late one.
    mutating func heard(_ index: Entries.Index) {
        guard let entry = entries[index], let interval = configuration.qualify else { return }
        let isNews: Bool
        if case .reachable = entry.registration.reach { isNews = false } else { isNews = true }
        let roundTrip = Duration.milliseconds(max(0, time.milliseconds &- entry.asked.milliseconds))
        entries[index]?.registration.reach = .reachable(roundTrip: roundTrip)
        if entry.isWaiting {
            entries[index]?.isWaiting = false
            startWatch(of: index, at: time + interval)
        }
        if isNews, let registration = entries[index]?.registration { outputs.append(.event(.reachable(registration))) }
    }

    mutating func missed(_ index: Entries.Index) {
        guard let entry = entries[index], let interval = configuration.qualify else { return }
        entries[index]?.isWaiting = false
        startWatch(of: index, at: time + interval)
        guard entry.registration.reach != .unreachable else { return }
        entries[index]?.registration.reach = .unreachable
        if let registration = entries[index]?.registration { outputs.append(.event(.unreachable(registration))) }
    }

    private mutating func keepAlive(_ index: Entries.Index) {
        guard let interval = configuration.keepAlive, let peer = entries[index]?.registration.peer else { return }
        entries[index]?.keepAlive = wheel.start(.keepAlive(index), at: time + interval)
        outputs.append(.keepAlive(peer))
    }
}
