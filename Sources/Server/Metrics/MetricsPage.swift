import CallEngine
import SIP

/// Everything Prometheus is told, gathered anew for each request.
struct MetricsPage: Sendable {
    /// What `hotline --version` says.
    static let version = "0.1"

    let switchboard: Switchboard
    let shard: SIPShard
    let workers: [MediaWorker]
    let recognition: RecognitionPool?
    let records: RecordStore

    /// Answers `/metrics`, and `/health` with 503 while draining.
    func respond(_ request: HTTPService.Request) async -> HTTPService.Response {
        switch (request.method, request.path) {
        case ("GET", "/metrics"), ("HEAD", "/metrics"): .init(contentType: PrometheusPage.contentType, body: await text)
        case ("GET", "/health"):
            await switchboard.currentCounts.isDraining ? .problem(503, "draining") : .init(contentType: "text/plain", body: "ok\n")
        case (_, "/metrics"), (_, "/health"): .problem(405, "only GET")
        default: .problem(404, "there are /metrics and /health")
        }
    }

    private var text: String {
        get async {
            var page = PrometheusPage()
            page.family("hotline_build_info", .gauge, "Always 1; the labels say what runs.")
            page.sample(["version": Self.version], 1)
            calls(await switchboard.currentCounts, &page)
            QueueMetrics(await switchboard.floor).write(to: &page)
            await transcripts(&page)
            RecordMetrics(counts: records.counts).write(to: &page)
            switchboard.environment.recorder.currentCounts.write(to: &page)
            strays(&page)
            media(&page)
            RecognitionMetrics(nodes: recognition?.nodes.map(\.statistics) ?? []).write(to: &page)
            sip(await shard.counters, &page)
            return page.text
        }
    }

    private func calls(_ counts: SwitchboardCounts, _ page: inout PrometheusPage) {
        page.family("hotline_calls", .gauge, "Calls now; one counts until its record is on disk.", counts.active)
        page.family("hotline_calls_offered_total", .counter, "Calls that came in.", counts.offered)
        page.family("hotline_calls_answered_total", .counter, "Calls that were answered.", counts.answered)
        page.family("hotline_calls_refused_total", .counter, "Calls refused before a flow began.")
        for reason in SwitchboardCounts.Refusal.allCases {
            page.sample(["reason": reason.rawValue], counts.refusals[reason] ?? 0)
        }
        page.family("hotline_calls_ended_total", .counter, "Calls that are over, by who ended them and why.")
        for (kind, count) in counts.endings.sorted(by: {
            ($0.key.party.rawValue, $0.key.reason.rawValue) < ($1.key.party.rawValue, $1.key.reason.rawValue)
        }) {
            page.sample(["party": kind.party.rawValue, "reason": kind.reason.rawValue], count)
        }
        page.family("hotline_media_ports", .gauge, "Pairs of media ports in use.", counts.ports)
        page.family("hotline_draining", .gauge, "1 when no new calls are taken.", counts.isDraining ? 1 : 0)
        page.family(
            "hotline_overloaded", .gauge, "1 while new calls are refused because the media slots are too busy.",
            counts.isOverloaded ? 1 : 0)
        page.family("hotline_fetches_total", .counter, "Requests to web services.")
        page.sample(["outcome": "failed"], counts.failedFetches)
        page.sample(["outcome": "any"], counts.fetches)
        page.family("hotline_recordings_total", .counter, "Recordings kept.", counts.recordings)
        rtp(counts.media, &page)
    }

    private func transcripts(_ page: inout PrometheusPage) async {
        guard let counts = await switchboard.environment.transcripts?.currentCounts else { return }
        page.family("hotline_transcripts_total", .counter, "Recordings that a server was to write down, by what became of them.")
        page.sample(["outcome": "written"], counts.written)
        page.sample(["outcome": "failed"], counts.failed)
        page.family("hotline_transcripts_waiting", .gauge, "Recordings that wait to be written down, or are being.", counts.waiting)
    }

    private func strays(_ page: inout PrometheusPage) {
        page.family("hotline_route_without_file", .gauge, "1 for a route whose flow is in no file any more: its last version answers.")
        let strays = switchboard.environment.catalog.current.strays.sorted { ($0.route, $0.flow) < ($1.route, $1.flow) }
        for stray in strays { page.sample(["route": stray.route, "flow": "\(stray.flow)"], 1) }
    }

    private func rtp(_ media: LegQuality, _ page: inout PrometheusPage) {
        page.family("hotline_rtp_packets_total", .counter, "RTP packets of ended calls, by what became of them.")
        let counts = [
            ("received", media.received), ("lost", media.lost), ("late", media.late), ("duplicate", media.duplicates), ("sent", media.sent),
        ]
        for (what, count) in counts { page.sample(["kind": what], count) }
        page.family("hotline_rtp_frames_concealed_total", .counter, "Frames of 20 ms that had to be invented.", media.concealed)
    }

    private func media(_ page: inout PrometheusPage) {
        let all = workers.map { ("\($0.index)", $0.slotStatistics, $0.level) }
        page.family("hotline_media_scheduling", .gauge, "1 for the scheduling level that a media thread got.")
        for (worker, _, level) in all {
            for candidate in SchedulingLevel.allCases {
                page.sample(["worker": worker, "level": "\(candidate)"], candidate == level ? 1 : 0)
            }
        }
        page.family("hotline_media_calls", .gauge, "Calls of a media thread.")
        for (worker, statistics, _) in all { page.sample(["worker": worker], statistics.calls) }
        page.family("hotline_media_slot_load", .gauge, "Used part of the slots in the last second.")
        for (worker, statistics, _) in all { page.sample(["worker": worker], statistics.load) }
        page.family("hotline_media_busy_seconds_total", .counter, "Time spent in slots.")
        for (worker, statistics, _) in all {
            page.sample(["worker": worker], Double(statistics.busy) / 1e9)
        }
        page.family("hotline_media_slot_lateness_seconds", .histogram, "How late slots began.")
        for (worker, statistics, _) in all {
            page.histogram(
                ["worker": worker], bounds: SlotStatistics.bounds.map { Double($0) / 1e9 },
                counts: statistics.lateness.indices.map { statistics.lateness[$0] }, sum: Double(statistics.totalLateness) / 1e9)
        }
        page.family("hotline_media_frames_skipped_total", .counter, "Frames left out because a media thread was held up.")
        for (worker, statistics, _) in all {
            page.sample(["worker": worker], statistics.skippedFrames)
        }
        page.family("hotline_media_unsent_total", .counter, "Packets that the kernel did not take.")
        for (worker, statistics, _) in all { page.sample(["worker": worker], statistics.unsent) }
    }

    private func sip(_ counters: SIPCounters, _ page: inout PrometheusPage) {
        page.family("hotline_sip_total", .counter, "What the SIP engine counts.")
        for counter in SIPCounter.allCases { page.sample(["what": counter.rawValue], counters[counter]) }
    }
}
