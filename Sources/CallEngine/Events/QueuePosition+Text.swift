import IVR

extension QueuePosition {
    /// `number 3, 2m to 5m`.
    var words: String {
        guard let wait else { return "number \(place)" }
        return "number \(place), \(Self.length(wait.lowerBound)) to \(Self.length(wait.upperBound))"
    }

    /// `1m30s`, whole seconds.
    private static func length(_ duration: Duration) -> String {
        let seconds = max(0, Int(clamping: duration.components.seconds))
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return (minutes > 0 ? "\(minutes)m" : "") + (rest > 0 || minutes == 0 ? "\(rest)s" : "")
    }
}
