/// What Prometheus is told of the recognition threads.
struct RecognitionMetrics {
    /// The state of each thread.
    let nodes: [RecognitionStatistics]

    /// Writes it.
    func write(to page: inout PrometheusPage) {
        guard !nodes.isEmpty else { return }
        utterances(&page)
        page.family("hotline_speech_recognizers", .gauge, "Recognisers that are loaded, and those of them that have a caller.")
        for (thread, node) in nodes.enumerated() {
            page.sample(["thread": "\(thread)", "kind": "loaded"], node.recognizers)
            page.sample(["thread": "\(thread)", "kind": "busy"], node.busy)
        }
        delays(&page)
        each("hotline_speech_heard_seconds_total", .counter, "Speech that was heard.", &page) { Double($0.heard) * 0.02 }
        each("hotline_speech_busy_seconds_total", .counter, "CPU time of recognition.", &page) { Double($0.cost) / 1e9 }
        each("hotline_speech_frames_lost_total", .counter, "Frames of 20 ms that came faster than they were heard.", &page) {
            Double($0.lost)
        }
    }

    private func each(
        _ name: String, _ kind: PrometheusPage.Kind, _ help: String, _ page: inout PrometheusPage,
        _ value: (RecognitionStatistics) -> Double
    ) {
        page.family(name, kind, help)
        for (thread, node) in nodes.enumerated() { page.sample(["thread": "\(thread)"], value(node)) }
    }

    private func utterances(_ page: inout PrometheusPage) {
        page.family("hotline_speech_utterances_total", .counter, "Utterances, by what became of them.")
        for outcome in RecognitionStatistics.Outcome.allCases {
            let count = nodes.reduce(0) { $0 + ($1.utterances[outcome] ?? 0) }
            page.sample(["outcome": outcome.rawValue], count)
        }
        page.family("hotline_speech_refused_total", .counter, "Questions that went on with keys alone, by the reason.")
        for refusal in RecognitionStatistics.Refusal.allCases {
            page.sample(["reason": refusal.rawValue], nodes.reduce(0) { $0 + ($1.refusals[refusal] ?? 0) })
        }
    }

    private func delays(_ page: inout PrometheusPage) {
        page.family("hotline_speech_answer_delay_seconds", .histogram, "From the last frame of an utterance to its answer.")
        for (thread, node) in nodes.enumerated() {
            page.histogram(
                ["thread": "\(thread)"], bounds: RecognitionStatistics.bounds.map { Double($0) / 1e9 },
                counts: node.delays.indices.map { node.delays[$0] }, sum: Double(node.totalDelay) / 1e9)
        }
        each("hotline_speech_answer_delay_worst_seconds", .gauge, "The latest answer so far.", &page) { Double($0.worstDelay) / 1e9 }
    }
}
