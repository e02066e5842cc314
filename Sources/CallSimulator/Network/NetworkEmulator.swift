import Audio

/// Carries packets from one place to another as a network would: late, twice, out of order, or not at all. The seed decides.
///
/// Losses come in bursts (Gilbert's model): within a burst every packet is lost, and its mean length is ``NetworkConditions/burst``.
public struct NetworkEmulator: Sendable {
    private struct Flight: Sendable {
        var datagram: Datagram
        var arrival: MediaTime
        var number: Int
    }

    private let conditions: NetworkConditions
    private var chance: SplitMix
    private var flights: [Flight] = []
    private var isLosing = false
    private var number = 0

    /// An empty network.
    public init(_ conditions: NetworkConditions) {
        self.conditions = conditions
        chance = SplitMix(seed: conditions.seed)
        flights.reserveCapacity(32)
    }

    /// Sends a packet on its way.
    mutating func send(_ datagram: borrowing Datagram, at now: MediaTime) {
        guard !isLost() else { return }
        launch(datagram, at: now)
        if conditions.duplicate > 0, chance.unit() < conditions.duplicate { launch(datagram, at: now) }
    }

    /// Takes out the packet that arrives first, if one has arrived by now.
    mutating func receive(at now: MediaTime) -> Datagram? {
        var first: Int?
        for index in flights.indices where flights[index].arrival <= now {
            guard let best = first else {
                first = index
                continue
            }
            let (one, other) = (flights[index], flights[best])
            if (one.arrival, one.number) < (other.arrival, other.number) { first = index }
        }
        return first.map { flights.swapOut($0).datagram }
    }

    private mutating func launch(_ datagram: borrowing Datagram, at now: MediaTime) {
        var arrival = now + conditions.delay
        if conditions.jitter > .zero {
            arrival += MediaTime(samples: Int64(chance.unit() * Double(conditions.jitter.samples)))
        }
        if conditions.reorder > 0, chance.unit() < conditions.reorder { arrival += .milliseconds(30) }
        number += 1
        flights.append(Flight(datagram: copy datagram, arrival: arrival, number: number))
    }

    private mutating func isLost() -> Bool {
        guard conditions.loss > 0 else { return false }
        // Chosen so that the share of lost packets is `loss` and a burst lasts `burst` packets.
        let staying = 1 - 1 / conditions.burst
        let entering = min(1, conditions.loss * (1 - staying) / max(1e-9, 1 - conditions.loss))
        isLosing = chance.unit() < (isLosing && conditions.burst > 1 ? staying : conditions.burst > 1 ? entering : conditions.loss)
        return isLosing
    }
}

extension Array {
    /// Removes an element at the price of the order.
    fileprivate mutating func swapOut(_ index: Int) -> Element {
        swapAt(index, count - 1)
        return removeLast()
    }
}
