import Foundation

/// A running `hotline serve` on free loopback ports, in a folder of its own.
struct Hotline: Sendable {
    let process: ChildProcess
    private let place: HotlinePlace
    let udp: UInt16
    let tcp: UInt16
    let metricsURL: URL

    var folder: TemporaryFolder { place.folder }
    /// Where it is reached, as in an address with a port: `127.0.0.1`, `[::1]`.
    var host: String { place.host }
    var records: RecordsFile { RecordsFile(path: folder.file("records.jsonl")) }

    /// Its log, with the transcripts of the calls.
    var log: String { process.errors }

    func metrics() async throws -> MetricsReading { try await MetricsReading(metricsURL) }

    /// Waits until a metric has a value: what has happened on the network is known to everybody in the server a moment later.
    func shows(_ metric: String, _ value: Int) async throws {
        try await eventually("\(metric) \(value)") { try await metrics()[metric] == value }
    }

    /// Waits for words in the log.
    func says(_ words: String, times: Int = 1, within limit: Duration = .seconds(30)) async throws {
        try await eventually("`\(words)` in the log:\n\(log.suffix(3000))", within: limit) {
            log.components(separatedBy: words).count > times
        }
    }

    /// Starts it when it is its turn, waits until it answers, lets the body use it, ends it.
    static func serving<Result>(
        _ place: HotlinePlace, within limit: Duration = .seconds(60), _ body: (Hotline) async throws -> Result
    ) async throws -> Result {
        try await ServerTurns.having { try await started(place, within: limit, body) }
    }

    private static func started<Result>(
        _ place: HotlinePlace, within limit: Duration, _ body: (Hotline) async throws -> Result
    ) async throws -> Result {
        try await ChildProcess.running(Repository.hotline, ["serve", "--config", "hotline.yaml"], in: place.folder.path) { process in
            let banner = try await eventually("a server that answers", within: limit) {
                if !process.isRunning { throw Impatience(description: "no server: \(process.errors)") }
                let text = process.output
                return text.contains("  trusted") && text.hasSuffix("\n") ? text : nil
            }
            let hotline = Hotline(
                process: process, place: place, udp: try port(after: "udp \(place.host):", in: banner),
                tcp: try port(after: "tcp \(place.host):", in: banner),
                metricsURL: try url(in: banner))
            // Its folder and its ports are its own to the end.
            defer { withExtendedLifetime(place) {} }
            return try await body(hotline)
        }
    }

    private static func port(after mark: String, in banner: String) throws -> UInt16 {
        guard let range = banner.range(of: mark), let port = UInt16(banner[range.upperBound...].prefix { $0.isNumber }) else {
            throw Impatience(description: "no \(mark) in \(banner)")
        }
        return port
    }

    private static func url(in banner: String) throws -> URL {
        guard let range = banner.range(of: "http://127.0.0.1:"),
            let url = URL(string: String(banner[range.lowerBound...].prefix { !$0.isWhitespace }))
        else { throw Impatience(description: "no metrics in \(banner)") }
        return url
    }
}
