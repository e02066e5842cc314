import Audio
import CallEngine

/// How a call compares with what its script expects.
public struct ExpectationReport: Sendable {
    /// The transcript with what was expected and missed in its place; nil when everything came as expected.
    public let difference: String?

    /// Compares; expectations are met in their order, and other things may happen between them.
    public init(_ call: SimulatedCall, expecting expectations: [Expectation]) {
        var lines: [String] = []
        var next = call.happenings.startIndex
        var last = MediaTime.zero
        var isMissed = false
        for expectation in expectations {
            guard let found = call.happenings[next...].firstIndex(where: expectation.isMet(by:)) else {
                lines.append("- expected: \(expectation)")
                isMissed = true
                continue
            }
            let time = call.happenings[found].time
            lines += call.lines(next...found)
            if let within = expectation.within, time - last > within {
                lines.append("- expected: \(expectation), but it came after \(CallTranscript.clock(time - last))")
                isMissed = true
            }
            last = time
            next = call.happenings.index(after: found)
        }
        if next < call.happenings.endIndex { lines += call.lines(next...(call.happenings.endIndex - 1)) }
        difference = isMissed ? lines.joined(separator: "\n") : nil
    }
}

extension SimulatedCall {
    /// Part of the transcript, indented to stand beside what was missed.
    fileprivate func lines(_ range: ClosedRange<Int>) -> [String] {
        happenings[range].compactMap { happening in CallTranscript.line(happening.event, at: happening.time).map { "  \($0)" } }
    }
}
