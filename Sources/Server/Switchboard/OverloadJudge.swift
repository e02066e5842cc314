/// Decides by the load of the media slots whether new calls are taken.
///
/// Between the limit and nine tenths of it what was decided stands, so that a load near the limit does not change it every second.
struct OverloadJudge: Sendable {
    /// The part of the slots above which no new calls are taken.
    let limit: Double
    /// Whether new calls are refused.
    private(set) var isOverloaded = false

    init(limit: Double) {
        self.limit = limit
    }

    /// Takes the load of the busiest worker; true when the decision has changed.
    mutating func judge(_ load: Double) -> Bool {
        let before = isOverloaded
        if load > limit { isOverloaded = true }
        if load < limit * 0.9 { isOverloaded = false }
        return isOverloaded != before
    }
}
