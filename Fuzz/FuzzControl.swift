/// The door of the local socket: a line that asks the server for something.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzControl(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let line = Array(UnsafeBufferPointer(start: start, count: count))
    guard let request = try? ControlRequest(line: line) else { return 0 }
    let again = try? ControlRequest(line: Array(request.line.dropLast()))
    precondition(again == request, "a request that is another one when it is read again")
    return 0
}
