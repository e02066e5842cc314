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
    /// The family whose samples are added.
    private var name = ""

    /// Begins a family; its samples follow.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        self.name = name
    }

    /// Adds a family of one sample without labels.
    mutating func family(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
        family(name, kind, help)
        sample([:], value)
    }

    /// Adds a family of one sample without labels.
    mutating func family(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        family(name, kind, help)
        sample([:], value)
    }

    /// Adds a sample to the family.
    mutating func sample(_ labels: KeyValuePairs<String, String>, _ value: some BinaryInteger) {
        line("", labels, "\(value)")
    }

    /// Adds a sample to the family.
    mutating func sample(_ labels: KeyValuePairs<String, String>, _ value: Double) {
        line("", labels, Self.number(value))
    }

    /// Adds the samples of a summary.
    mutating func summary(_ labels: KeyValuePairs<String, String>, sum: Double, count: some BinaryInteger) {
        line("_sum", labels, Self.number(sum))
        line("_count", labels, "\(count)")
    }

    /// Adds the samples of a histogram: classes are summed up here, as the format wants them.
    ///
    /// - Parameters:
    ///   - bounds: the upper bound of each class but the last, in the family's unit.
    ///   - counts: what fell into each class; one more than bounds.
    mutating func histogram(_ labels: KeyValuePairs<String, String>, bounds: [Double], counts: [UInt64], sum: Double) {
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            line("_bucket", labels, bound: index < bounds.count ? Self.number(bounds[index]) : "+Inf", "\(total)")
        }
        summary(labels, sum: sum, count: total)
    }

    private mutating func line(_ part: String, _ labels: KeyValuePairs<String, String>, bound: String? = nil, _ value: String) {
        let all = labels.map { ($0, $1) } + (bound.map { [("le", $0)] } ?? [])
        let shown = all.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += shown.isEmpty ? "\(name)\(part) \(value)\n" : "\(name)\(part){\(shown)} \(value)\n"
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
