import CallEngine
import Dispatch

/// While calls run, the database knows within a second how long the process has lived: that is how long a call was that a crash cut off.
extension RecordStore {
    /// Knows which calls run.
    func follow(_ entry: RecordEntry) {
        switch entry {
        case .begun(let call): openCalls.insert(call.id)
        case .call(let record):
            openCalls.remove(record.id)
            strayTapes[record.id] = nil
        case .tape(let line):
            if line.breaksPromise, openCalls.contains(line.call) { strayTapes[line.call, default: []].append(line) }
            return
        case .answered, .transcript, .events, .context, .forgotten, .phones: return
        }
        if openCalls.isEmpty { pulse.take()?.cancel() } else { runPulse() }
    }

    /// What is kept of an entry: a call's record names the files that its recordings have by now.
    func corrected(_ entry: RecordEntry) -> RecordEntry {
        guard case .call(let record) = entry, let tapes = strayTapes[record.id] else { return entry }
        return .call(record.naming(tapes))
    }

    /// While calls run, the database knows within a second how long the process has lived.
    private func runPulse() {
        guard pulse == nil else { return }
        pulse = executor.every(.seconds(1), leeway: .milliseconds(100)) { [weak self] in self?.assumeIsolated { $0.beat() } }
    }

    private func beat() {
        guard let database, waiting.isEmpty else { return }
        try? Self.carryOut([Self.pulse(at: .now)], in: database)
    }

    /// Gives the memory of a busy time back: the pages and statements that the database keeps.
    nonisolated func tidyUp() {
        executor.queue.async {
            self.assumeIsolated {
                if $0.openCalls.isEmpty { $0.openCalls = [] }
                $0.database?.releaseMemory()
            }
        }
    }

    /// The moment until which the process is known to have lived.
    static func pulse(at now: WallTime) -> RowWrite {
        .insert("pulse", [("only", 0), ("at", now.milliseconds)])
    }
}
