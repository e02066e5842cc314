extension TapeLine {
    /// The changes of the database that keep it.
    var writes: [RowWrite] {
        // Of one that was listed before the server died, more was known then.
        let row = RowWrite.insert(
            "tape",
            [
                ("call", call), ("file", file ?? ""), ("format", format), ("rate", rate), ("channels", channels.joined(separator: " ")),
                ("reason", reason?.rawValue), ("started", started?.milliseconds), ("duration", duration), ("size", size),
                ("sha256", sha256), ("gaps", gaps?.count), ("missing", gaps?.total), ("repaired", isRepaired), ("failure", failure),
            ], replacing: !isRepaired)
        guard let file else { return [row] + corrections }
        // The record of a call that died with its server lists no recordings; this one is removed with its call all the same.
        let listing = RowWrite(
            """
            INSERT INTO recording (call, place, name, file, duration)
            SELECT ?, (SELECT COALESCE(MAX(place) + 1, 0) FROM recording WHERE call = ?), 'call', ?, ?
            WHERE EXISTS (SELECT 1 FROM call WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM recording WHERE call = ? AND file = ?)
            """, [call, call, file, duration, call, call, file])
        return [row] + corrections + [listing]
    }

    /// A call that is recorded already names a file that is not there, when its form could not be written: it is told the right one.
    private var corrections: [RowWrite] {
        guard breaksPromise, let promised else { return [] }
        let name = file ?? ""
        return [
            RowWrite("UPDATE recording SET file = ? WHERE call = ? AND file = ?", [name, call, promised]),
            RowWrite(
                "UPDATE call SET record = replace(record, ?, ?) WHERE id = ?", ["\"file\":\"\(promised)\"", "\"file\":\"\(name)\"", call]),
        ]
    }
}
