import Testing

@testable import Server

@Suite struct `The graph of nodes` {
    @Test func `every node is reached and printed`() {
        let touched = Set(MediaGraph.edges.flatMap { [$0.from, $0.to] })
        #expect(touched == Set(MediaGraph.Node.allCases))
        for node in MediaGraph.Node.allCases { #expect(MediaGraph.rendered.contains("  \(node.rawValue)\n")) }
    }

    @Test(arguments: [(1, 1), (2, 1), (4, 3)]) func `one core is left to everything else`(_ cores: Int, _ threads: Int) {
        #expect(MediaGraph.mediaThreadCount(cores: cores) == threads)
    }
}
