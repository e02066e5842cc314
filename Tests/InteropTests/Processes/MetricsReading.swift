import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What the metrics page said at one moment: `hotline_calls`, `hotline_sip_total{what="received"}`.
struct MetricsReading: Sendable {
    private let samples: [String: Double]

    init(_ url: URL) async throws {
        let (data, response) = try await URLSession.shared.data(from: url)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Impatience(description: "no metrics: \(response)") }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        samples = Dictionary(
            lines.compactMap { line in
                guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...]) else { return nil }
                return (String(line[..<blank]), value)
            }
        ) { first, _ in first }
    }

    subscript(name: String) -> Int? { samples[name].map { Int($0) } }
}
