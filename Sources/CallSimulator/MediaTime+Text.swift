public import Audio
import Diagnostics

extension MediaTime {
    /// Reads a length of time as files and commands state it: `300ms`, `12.5s`, `1m30s`.
    public init?(length text: String) {
        if let length = Milliseconds(text: text) {
            self = .milliseconds(length.rawValue)
            return
        }
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...1_000_000).contains(seconds) else { return nil }
        self = .milliseconds(Int((seconds * 1000).rounded()))
    }
}
