/// What is told of the database of records.
struct RecordMetrics {
    let counts: RecordCounts

    /// Adds it to the page.
    func write(to page: inout PrometheusPage) {
        page.family("hotline_records_kept_total", .counter, "Calls and queue events that are in the database.")
        page.sample(["kind": "call"], counts.calls)
        page.sample(["kind": "queue-event"], counts.events)
        page.family("hotline_records_waiting", .gauge, "Things that wait for the disk.", counts.waiting)
        page.family(
            "hotline_records_refused_total", .counter, "Times that the disk refused a write; it is tried again each second.",
            counts.failures)
        page.family("hotline_records_dropped_total", .counter, "Records that could not be encoded, and are lost.", counts.dropped)
        page.family("hotline_records_write_seconds", .gauge, "How long the last write took.", counts.lastWrite)
    }
}
