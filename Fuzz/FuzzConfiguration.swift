import Diagnostics

/// The door of the configuration: a file's text, and the routes, trunks and addresses in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfiguration(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (configuration, findings, source) = ConfigurationReader.read(text, path: "c")
    precondition((configuration == nil) == findings.hasErrors, "a configuration with errors, or none without")
    for finding in findings {
        precondition(finding.range.start.line >= 1 && finding.range.start.column >= 1, "a finding nowhere")
        _ = finding.rendered(in: source)
    }
    guard let configuration else { return 0 }
    precondition(configuration.rtpPorts.count >= 2, "no pair of media ports")
    for listener in configuration.listen { precondition(!listener.host.isEmpty && listener.port >= 0, "a listener nowhere") }
    for trunk in configuration.trunks.values { precondition(UInt16(exactly: trunk.address.port) != nil, "a trunk without a port") }
    return 0
}
