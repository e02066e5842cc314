import Testing

@testable import Server

@Suite struct `The Prometheus format` {
    @Test func `families, labels and summed classes`() {
        var page = PrometheusPage()
        page.family("hotline_calls", .gauge, "Calls now.", 3)
        page.family("hotline_build", .gauge, "Build.")
        page.sample(["version": "a\"b"], 1)
        page.family("hotline_late_seconds", .histogram, "Lateness.")
        page.histogram(["worker": "0"], bounds: [0.001, 0.01], counts: [5, 2, 1], sum: 0.5)
        #expect(
            page.text == """
                # HELP hotline_calls Calls now.
                # TYPE hotline_calls gauge
                hotline_calls 3
                # HELP hotline_build Build.
                # TYPE hotline_build gauge
                hotline_build{version="a\\"b"} 1
                # HELP hotline_late_seconds Lateness.
                # TYPE hotline_late_seconds histogram
                hotline_late_seconds_bucket{worker="0",le="0.001"} 5
                hotline_late_seconds_bucket{worker="0",le="0.01"} 7
                hotline_late_seconds_bucket{worker="0",le="+Inf"} 8
                hotline_late_seconds_sum{worker="0"} 0.5
                hotline_late_seconds_count{worker="0"} 8

                """)
    }
}
