import Audio

extension MediaTime {
    /// A length of time, to the millisecond.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = Int(clamping: seconds).multipliedReportingOverflow(by: 1000)
        let milliseconds = whole.overflow ? (seconds < 0 ? Int.min : Int.max) : whole.partialValue
        self = .milliseconds(milliseconds) + .milliseconds(Int(attoseconds / 1_000_000_000_000_000))
    }
}
