/// How well a media thread keeps its slots: how late they begin and how much of them is used.
struct SlotStatistics: Sendable {
    /// Upper bounds of the lateness classes [ns]; the last class has none.
    static let bounds: [Int64] = [50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000]
    /// Slots over which the load is averaged: one second.
    private static let window = 200

    /// Slots by lateness class, not summed up.
    private(set) var lateness = InlineArray<10, UInt64>(repeating: 0)
    /// All lateness together [ns].
    private(set) var totalLateness: Int64 = 0
    /// The latest slot [ns].
    private(set) var worstLateness: Int64 = 0
    /// Time spent in slots [ns].
    private(set) var busy: Int64 = 0
    /// Slots so far.
    private(set) var slots: UInt64 = 0
    /// Frames left out because the thread was held up.
    private(set) var skippedFrames: UInt64 = 0
    /// Packets that the kernel did not take.
    var unsent: UInt64 = 0
    /// Calls in the slots of this thread.
    var calls = 0
    /// The used part of the slots in the last whole second, 0 to 1 (and above when slots overrun).
    private(set) var load = 0.0
    private var windowBusy: Int64 = 0
    private var windowSlots = 0

    /// Counts one slot that was due, began and ended at these moments [ns].
    mutating func count(due: Int64, began: Int64, ended: Int64, skippedFrames skipped: Int) {
        let late = max(0, began &- due) &+ Int64(skipped) &* MediaThread.frame
        var index = 0
        while index < Self.bounds.count, late > Self.bounds[index] { index += 1 }
        lateness[index] &+= 1
        totalLateness &+= late
        worstLateness = max(worstLateness, late)
        skippedFrames &+= UInt64(skipped)
        slots &+= 1
        let used = max(0, ended &- began)
        busy &+= used
        windowBusy &+= used
        windowSlots += 1
        guard windowSlots == Self.window else { return }
        load = Double(windowBusy) / Double(Int64(Self.window) * MediaThread.slot)
        windowBusy = 0
        windowSlots = 0
    }
}
