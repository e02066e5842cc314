import Foundation

/// Lets so many tests have a server and telephones at a time as the machine can serve in time: all of them begin at once, and a telephone
/// that gets a second of processor time too late presses its keys too late, or is told that the server is too busy.
actor ServerTurns {
    static let shared = ServerTurns(2 * ProcessInfo.processInfo.activeProcessorCount)
    /// A test that starts another server beside its first one does not wait for itself.
    @TaskLocal private static var isTaken = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(_ count: Int) {
        free = count
    }

    /// Does something when it is its turn.
    static func having<Result>(_ body: () async throws -> Result) async throws -> Result {
        guard !isTaken else { return try await body() }
        await shared.take()
        do {
            let result = try await $isTaken.withValue(true) { try await body() }
            await shared.give()
            return result
        } catch {
            await shared.give()
            throw error
        }
    }

    private func take() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
