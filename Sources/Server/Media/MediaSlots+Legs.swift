import Audio
import CallEngine
import IVR
import RTP

/// Legs come to calls and leave them, also for another call on another worker: only their sockets move, and frames never do.
extension MediaSlots {
    /// A leg's sockets.
    func port(_ index: Int, _ leg: LegIndex) -> MediaPort? { places[index].ports[leg.index] }

    /// A leg has sockets.
    mutating func attach(_ port: MediaPort, _ leg: LegIndex, _ slot: Int) {
        guard isOccupied(slot), self.port(slot, leg) !== port else { return }
        letGo(of: places[slot].ports[leg.index].take(), slot)
        places[slot].ports[leg.index] = port
    }

    /// A leg is gone.
    mutating func detach(_ number: UInt16, _ slot: Int) {
        if isOccupied(slot) { letGo(of: places[slot].take(port: number), slot) }
    }

    /// A party moves to another one's place; sockets that are still there are nobody's any more.
    mutating func move(_ leg: LegIndex, to other: LegIndex, _ index: Int) -> MediaEvent.Luggage? {
        let last = places[index].ports[other.index].take()
        places[index].ports[other.index] = places[index].ports[leg.index].take()
        return last.map { .sockets($0) }
    }

    /// The second leg goes to another call. What arrives meanwhile waits in its socket.
    mutating func release(_ number: UInt16, _ slot: Int, due: Int64) {
        guard isOccupied(slot), let port = places[slot].take(port: number) else { return }
        guard let trail = calls[slot].partnersTrail() else { return letGo(of: port, slot) }
        let shifted = trail.shifted(by: Self.wall(due) - time(slot, due))
        events.append(MediaEvent(place: MediaPlace(worker: worker, slot: slot), luggage: .leg(port, shifted)))
    }

    /// It comes from there.
    mutating func adopt(
        _ port: MediaPort, _ media: LegMedia, _ trail: StreamTrail, _ activity: ActivityID, _ slot: Int, due: Int64
    ) {
        attach(port, .partner, slot)
        let shifted = trail.shifted(by: time(slot, due) - Self.wall(due))
        tell(slot, .dial(.moved(media, shifted), activity), due: due)
    }

    /// A clock that all workers have.
    private static func wall(_ due: Int64) -> MediaTime { MediaTime(samples: due / sample) }

    /// Sockets are closed by whoever lets go of them: not by this thread.
    private mutating func letGo(of port: consuming MediaPort?, _ slot: Int) {
        guard let port else { return }
        events.append(MediaEvent(place: MediaPlace(worker: worker, slot: slot), output: nil, luggage: .sockets(port)))
    }
}
