import Audio
import Foundation
import Recognition

extension KeyReport {
    /// A key as an object; what is not known is left out.
    private struct Key: Encodable {
        var file: String
        var key: String
        var at: Double
        var length: Double
        var decided: Double
        var row: Double?
        var column: Double?
        var twist: Double?
        var overNoise: Double?
        var rowError: Double?
        var columnError: Double?
    }

    /// A refused candidate as an object.
    private struct Refusal: Encodable {
        var file: String
        var refused: String
        var at: Double
        var length: Double
        var reason: String
        var value: Double
        var limit: Double
        var unit: String
    }

    /// One object a line, in the order of time; times in milliseconds.
    var jsonLines: [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return entries.compactMap { entry in
            let data: Data?
            switch entry {
            case .key(let key): data = try? encoder.encode(object(key))
            case .refusal(let refusal): data = try? encoder.encode(object(refusal))
            }
            return data.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func object(_ key: HeardKey) -> Key {
        let evidence = key.evidence
        return Key(
            file: name, key: key.digit.description, at: tenths(key.onset), length: tenths(min(key.end, length) - key.onset),
            decided: tenths(min(key.decision, length)), row: hundredths(evidence?.lowLevel.value),
            column: hundredths(evidence?.highLevel.value), twist: hundredths(evidence?.twist.value),
            overNoise: hundredths(evidence?.signalToNoise.value), rowError: hundredths(evidence?.lowError),
            columnError: hundredths(evidence?.highError))
    }

    private func object(_ refusal: KeyRefusal) -> Refusal {
        Refusal(
            file: name, refused: refusal.digit.description, at: tenths(refusal.onset),
            length: tenths(min(refusal.end, length) - refusal.onset), reason: refusal.reason.rawValue, value: rounded(refusal.value),
            limit: rounded(refusal.limit), unit: refusal.reason.unit)
    }

    private func tenths(_ time: MediaTime) -> Double { (time.seconds * 10_000).rounded() / 10 }
    // Adding zero makes -0 what it is.
    private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 + 0 }
    private func hundredths(_ value: Double?) -> Double? { value.map(rounded) }
}
