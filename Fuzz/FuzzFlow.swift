import Diagnostics
import IVR
import Recognition

/// The door of flows: a file's octets, checked as the catalogue checks them, and the same text as a pattern of words.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFlow(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    let result = FlowChecker.check(octets: octets, path: "f")
    precondition((result.flow == nil) == result.diagnostics.hasErrors, "a flow with errors, or none without")
    precondition(result.diagnostics == result.diagnostics.inReadingOrder(), "findings that are not in the order of reading")
    for diagnostic in result.diagnostics {
        precondition(diagnostic.range.start.line >= 1 && diagnostic.range.start.column >= 1, "a finding nowhere")
        precondition(!diagnostic.rendered(in: result.source).isEmpty)
    }
    if let flow = result.flow {
        precondition(flow.steps[flow.start] != nil && flow.order.count == flow.steps.count, "a flow that cannot begin")
        for edge in flow.steps.values.flatMap(\.edges) {
            if case .step(let id) = edge.target.value { precondition(flow.steps[id] != nil, "an outcome that leads nowhere") }
        }
    }
    _ = try? Grammar.parse(String(decoding: octets.prefix(300), as: UTF8.self), references: ["digits"])
    return 0
}
