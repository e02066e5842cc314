/// Every timer of the engine on one hashed wheel: starting, stopping and firing cost the same however many are pending.
///
/// Time is cut into ticks of 10 ms; tick `t` hangs in slot `t % slotCount`, so the 64*T1 timers of RFC 3261 fit into one
/// turn and longer ones are passed over once a turn. Timers of a slot form a doubly linked list through one array of nodes.
///
///     slots     0 1 2 3 ... 4095        occupied: one bit a slot, so that an idle wheel is skipped 64 slots at a time
///                   |
///     nodes         7 <-> 12 <-> 3
struct TimerWheel<Item: Sendable>: Sendable {
    /// Names one started timer; stale after it fired or was stopped.
    struct Handle: Hashable, Sendable {
        fileprivate var node: Int32
        fileprivate var generation: UInt32
    }

    private struct Node {
        var item: Item?
        var tick: Int64
        var generation: UInt32
        var previous: Int32
        var next: Int32
    }

    private struct Slot {
        var first: Int32 = -1
        var last: Int32 = -1
    }

    /// Length of a tick [ms].
    static var resolution: Int64 { 10 }
    private static var slotCount: Int { 4096 }

    private var nodes: [Node] = []
    private var slots = [Slot](repeating: Slot(), count: slotCount)
    private var occupied = [UInt64](repeating: 0, count: slotCount / 64)
    private var firstFree: Int32 = -1
    /// Counts up over all nodes, so that no handle outlives its timer.
    private var generation: UInt32 = 0
    /// Everything before this tick has fired.
    private var cursor: Int64
    /// Number of pending timers.
    private(set) var count = 0

    init(at now: SIPInstant) {
        cursor = now.milliseconds / Self.resolution
    }

    /// Starts a timer; it fires at the first tick that is not before `deadline`.
    mutating func start(_ item: Item, at deadline: SIPInstant) -> Handle {
        let tick = max(cursor, (deadline.milliseconds &+ Self.resolution &- 1) / Self.resolution)
        let index = takeNode(item, tick: tick)
        append(index)
        count += 1
        return Handle(node: index, generation: nodes[Int(index)].generation)
    }

    /// Stops a timer; a stale handle is ignored.
    mutating func stop(_ handle: Handle?) {
        guard let handle, nodes.indices.contains(Int(handle.node)), nodes[Int(handle.node)].generation == handle.generation,
            nodes[Int(handle.node)].item != nil
        else { return }
        remove(handle.node)
    }

    /// The next item that is due at `now`, in the order of the deadlines; nil when nothing is.
    mutating func popDue(at now: SIPInstant) -> Item? {
        let last = now.milliseconds / Self.resolution
        while cursor <= last {
            if let index = firstDue(inSlotOf: cursor) {
                let item = nodes[Int(index)].item
                remove(index)
                return item
            }
            guard let next = nextOccupiedTick(from: cursor + 1) else { break }
            cursor = min(next, last + 1)
        }
        cursor = max(cursor, last)
        return nil
    }

    /// The moment to call ``popDue(at:)`` next: never late, and early at most once a turn of the wheel.
    var nextDeadline: SIPInstant? {
        nextOccupiedTick(from: cursor).map { SIPInstant(milliseconds: $0 * Self.resolution) }
    }

    // MARK: Slots

    private func slot(of tick: Int64) -> Int {
        Int(tick & Int64(Self.slotCount - 1))
    }

    private func firstDue(inSlotOf tick: Int64) -> Int32? {
        var index = slots[slot(of: tick)].first
        while index >= 0 {
            if nodes[Int(index)].tick <= tick { return index }
            index = nodes[Int(index)].next
        }
        return nil
    }

    /// The first tick from `start` whose slot holds anything, within one turn.
    private func nextOccupiedTick(from start: Int64) -> Int64? {
        guard count > 0 else { return nil }
        var tick = start
        while tick < start + Int64(Self.slotCount) + 64 {
            let slot = slot(of: tick)
            let ahead = occupied[slot / 64] >> UInt64(slot % 64)
            if ahead != 0 { return tick + Int64(ahead.trailingZeroBitCount) }
            tick += Int64(64 - slot % 64)
        }
        return nil
    }

    private mutating func append(_ index: Int32) {
        let slot = slot(of: nodes[Int(index)].tick)
        nodes[Int(index)].previous = slots[slot].last
        if slots[slot].last >= 0 {
            nodes[Int(slots[slot].last)].next = index
        } else {
            slots[slot].first = index
            occupied[slot / 64] |= 1 << UInt64(slot % 64)
        }
        slots[slot].last = index
    }

    private mutating func remove(_ index: Int32) {
        let node = nodes[Int(index)]
        let slot = slot(of: node.tick)
        if node.previous >= 0 { nodes[Int(node.previous)].next = node.next } else { slots[slot].first = node.next }
        if node.next >= 0 { nodes[Int(node.next)].previous = node.previous } else { slots[slot].last = node.previous }
        if slots[slot].first < 0 { occupied[slot / 64] &= ~(1 << UInt64(slot % 64)) }
        nodes[Int(index)].item = nil
        nodes[Int(index)].next = firstFree
        firstFree = index
        count -= 1
        shrink()
    }

    // MARK: Nodes

    private mutating func takeNode(_ item: Item, tick: Int64) -> Int32 {
        generation &+= 1
        let node = Node(item: item, tick: tick, generation: generation, previous: -1, next: -1)
        guard firstFree >= 0 else {
            nodes.append(node)
            return Int32(truncatingIfNeeded: nodes.count - 1)
        }
        let index = firstFree
        firstFree = nodes[Int(index)].next
        nodes[Int(index)] = node
        return index
    }

    /// Gives the room of a flood back once nothing is pending.
    private mutating func shrink() {
        guard count == 0, nodes.count > 64 else { return }
        nodes = []
        firstFree = -1
    }
}
