/// What is counted of recordings, for the metrics.
struct RecordingCounts: Sendable, Hashable {
    /// Recordings that are being written.
    var open = 0
    /// Recordings of whole calls that were kept.
    var kept = 0
    /// Those that could not be kept at all.
    var failed = 0
    /// Files that a crash had left, and that were made whole.
    var repaired = 0
    /// Frames of 20 ms that are silent because the disk was too slow.
    var slow = 0
    /// Frames of 20 ms that are silent because the disk did not take them.
    var refused = 0
    /// Recordings of whole calls that wait for their final form.
    var waiting = 0

    /// Writes them to the page.
    func write(to page: inout PrometheusPage) {
        page.family("hotline_recordings_open", .gauge, "Recordings that are being written.", open)
        page.family("hotline_call_recordings_total", .counter, "Recordings of whole calls, by what became of them.")
        for (what, count) in [("kept", kept), ("failed", failed), ("repaired", repaired)] {
            page.sample(["outcome": what], count)
        }
        page.family(
            "hotline_call_recordings_waiting", .gauge, "Recordings of whole calls that wait for their final form and checksum.", waiting)
        page.family("hotline_recording_frames_lost_total", .counter, "Frames of 20 ms that are silent in recordings, by the reason.")
        for (what, count) in [("slow", slow), ("refused", refused)] {
            page.sample(["reason": what], count)
        }
    }
}
