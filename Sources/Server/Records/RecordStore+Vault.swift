import Foundation

/// What callers said in confidence: in the database it is encrypted, or not at all.
extension RecordStore {
    /// The entry that is written: with a box for what nobody may read.
    func boxed(_ entry: RecordEntry) -> RecordEntry {
        guard case .context(let context, _) = entry else { return entry }
        do throws(SealingFailure) {
            let box = try vault.box(of: context)
            cannotSeal = false
            return .context(context, box: box)
        } catch {
            if !cannotSeal {
                log.error(
                    "what callers who are called back said in confidence cannot be kept; after a restart they are called back without it",
                    metadata: ["reason": "\(error)", "hint": "`sealing-key` names a file that can be made, or has 64 hexadecimal digits"])
            }
            cannotSeal = true
            return entry
        }
    }

    /// The callers who were kept, with what is in their boxes; what cannot be opened is told of once and left where it is.
    func unboxed(_ start: RecordsAtStart) -> [TicketContext] {
        var failures: [SealingFailure] = []
        let contexts = start.contexts.map { kept in
            guard let box = start.boxes[kept.ticket] else { return kept }
            var context = kept
            do throws(SealingFailure) {
                try vault.open(box, for: &context)
            } catch {
                failures.append(error)
            }
            return context
        }
        if let reason = failures.first {
            log.error(
                "what callers who wait to be called back said in confidence cannot be read; they are called back without it",
                metadata: [
                    "callers": "\(failures.count)", "reason": "\(reason)",
                    "hint": "is \(vault.place) the key that the server before had? It is read at the start",
                ])
        }
        return contexts
    }
}
