import Foundation

/// What was waited for and did not come.
struct Impatience: Error, CustomStringConvertible {
    var description: String
}

/// Returns as soon as the condition gives a value; throws when it has not by then.
///
/// The limit only says when to give up: it is generous, so that a busy machine fails nothing.
func eventually<Value>(
    _ what: String, within limit: Duration = .seconds(30), _ condition: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
        if let value = try await condition() { return value }
        guard ContinuousClock.now < deadline else { throw Impatience(description: "not within \(limit): \(what)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// The same for a condition that only holds or does not.
func eventually(_ what: String, within limit: Duration = .seconds(30), _ condition: () async throws -> Bool) async throws {
    try await eventually(what, within: limit) { try await condition() ? () : nil }
}
