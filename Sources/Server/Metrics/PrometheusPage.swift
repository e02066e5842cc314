/// Writes the Prometheus text format (version 0.0.4): families with their help, type and samples.
struct PrometheusPage {
    /// What kind of number a family holds.
    enum Kind: String {
        /// It only rises.
        case counter
        /// It rises and falls.
        case gauge
        /// Classes with upper bounds.
        case histogram
        /// A sum and a count.
        case summary
    }

    /// The media type of the page.
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"
    /// The page so far.
    private(set) var text = ""

    /// Begins a family; its samples follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Adds a sample.
    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String> = [:], _ value: some BinaryInteger) {
        line(name, labels.map { ($0, $1) }, "\(value)")
    }

    /// Adds a sample.
    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String> = [:], _ value: Double) {
        line(name, labels.map { ($0, $1) }, Self.number(value))
    }

    /// Adds the samples of a histogram: classes are summed up here, as the format wants them.
    ///
    /// - Parameters:
    ///   - bounds: the upper bound of each class but the last, in the family's unit.
    ///   - counts: what fell into each class; one more than bounds.
    mutating func histogram(
        _ name: String, _ labels: KeyValuePairs<String, String>, bounds: [Double], counts: [UInt64], sum: Double
    ) {
        let labels = labels.map { ($0, $1) }
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? Self.number(bounds[index]) : "+Inf"
            line("\(name)_bucket", labels + [("le", bound)], "\(total)")
        }
        line("\(name)_sum", labels, Self.number(sum))
        line("\(name)_count", labels, "\(total)")
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        let shown = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += shown.isEmpty ? "\(name) \(value)\n" : "\(name){\(shown)} \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
