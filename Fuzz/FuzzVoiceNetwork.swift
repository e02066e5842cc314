import Recognition

/// The door of the voice network's file: an ONNX file, of which the named tensors are read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzVoiceNetwork(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(VoiceNetworkError) {
        _ = try VoiceNetwork(octets)
    } catch {
        precondition(!error.description.isEmpty, "an error without words")
    }
    return 0
}
