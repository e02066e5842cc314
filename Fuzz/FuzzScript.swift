import CallSimulator
import Diagnostics

/// The door of callers' scripts: a file's text, and the keys, networks and limits that are texts within it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScript(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (script, findings, source) = CallScript.parse(text, path: "s")
    precondition((script == nil) == findings.hasErrors, "a script with errors, or none without")
    precondition(findings == findings.inReadingOrder(), "findings that are not in the order of reading")
    for finding in findings {
        precondition(finding.range.start.line >= 1 && finding.range.start.column >= 1, "a finding nowhere")
    }
    for shown in findings.rendered(in: source) {
        precondition(shown.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control })
    }
    let word = String(text.prefix(200))
    _ = try? CallerPlan(parsing: word)
    _ = try? NetworkConditions(parsing: word)
    _ = Simulation.Limit(word)
    guard let script else { return 0 }
    _ = script.caller(sounds: [])
    precondition(script.expectations.allSatisfy { !$0.description.isEmpty }, "an expectation of nothing")
    // A call in which nothing happened meets no expectation, and says so.
    let difference = ExpectationReport(SimulatedCall(), expecting: script.expectations).difference
    precondition((difference == nil) == script.expectations.isEmpty, "an expectation met by nothing")
    return 0
}
