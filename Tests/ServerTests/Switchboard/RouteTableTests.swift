import IVR
import Testing

@testable import Server

@Suite struct Routes {
    private let table = RouteTable([
        .init(match: .prefix("95"), flow: "short"),
        .init(match: .prefix("951"), flow: "long"),
        .init(match: .number("95128"), flow: "exact"),
        .init(match: .number("95128"), flow: "twin"),
        .init(match: .any, flow: "rest"),
    ])

    @Test(arguments: [("95128", "exact"), ("95129", "long"), ("95229", "short"), ("12328", "rest"), ("", "rest"), ("95", "short")])
    func `the number comes first, then the longest prefix, then the rest`(_ number: String, _ flow: FlowName) {
        #expect(table[number]?.flow == flow)
    }

    @Test func `a number without a route has none`() {
        #expect(RouteTable([.init(match: .number("1"), flow: "one")])["2"] == nil)
    }
}
