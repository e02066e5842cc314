import Audio
import Foundation
import Recognition

extension KeyReport {
    private static let heading =
        "  time [s]  key    length  row, column [dBm0]  twist [dB]  over the rest [dB]  row, column off [%]"

    /// A table for a person, then all keys in one line.
    func textLines(titled: Bool) -> [String] {
        var lines = titled ? ["\(name):"] : []
        if !entries.isEmpty { lines.append(Self.heading) }
        for entry in entries {
            switch entry {
            case .key(let key): lines.append(line(key))
            case .refusal(let refusal): lines.append(line(refusal))
            }
        }
        let seconds = String(format: "%.1f", length.seconds)
        lines.append(
            keys.isEmpty ? "no keys in \(seconds) s" : "\(keys.count) \(keys.count == 1 ? "key" : "keys") in \(seconds) s: \(dialled)")
        return lines
    }

    /// All keys, with a blank where nothing was pressed for three seconds.
    private var dialled: String {
        var text = ""
        var last: MediaTime?
        for case .key(let key) in entries {
            if let last, key.onset - last > .seconds(3) { text += " " }
            text += key.digit.description
            last = key.end
        }
        return text
    }

    private func line(_ key: HeardKey) -> String {
        let start = String(format: "%10.3f  %@    %4d ms", key.onset.seconds, "\(key.digit)  ", milliseconds(key.onset, key.end))
        guard let evidence = key.evidence else { return start }
        let levels = String(format: "  %8.1f %8.1f  %+10.1f", evidence.lowLevel.value, evidence.highLevel.value, evidence.twist.value)
        let rest = String(format: "  %18.1f  %+9.2f %+9.2f", evidence.signalToNoise.value, evidence.lowError, evidence.highError)
        return start + levels + rest
    }

    private func line(_ refusal: KeyRefusal) -> String {
        let start = String(format: "%10.3f  -      %4d ms", refusal.onset.seconds, milliseconds(refusal.onset, refusal.end))
        let measured =
            refusal.reason.unit.isEmpty
            ? "" : String(format: ": %.1f, the limit is %.1f %@", refusal.value, refusal.limit, refusal.reason.unit)
        return "\(start)  like \(refusal.digit), but \(refusal.reason.rawValue)\(measured)"
    }

    private func milliseconds(_ start: MediaTime, _ end: MediaTime) -> Int { (min(end, length) - start).milliseconds }
}
