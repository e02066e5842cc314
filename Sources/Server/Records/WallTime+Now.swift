import CRealTime
import CallEngine

extension WallTime {
    /// The civil time now; only `Server` may ask.
    static var now: WallTime { WallTime(milliseconds: rt_wall_clock() / 1_000_000) }
}
