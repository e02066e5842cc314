import SIP

/// The door of signalling: a datagram, and the same bytes as a stream in two pieces; everything a message has is looked at.
///
/// The first byte tells where the stream is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSIPMessage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    readDatagram(bytes)
    let cut = bytes.count * Int(first) / 255
    let whole = readStream([bytes])
    precondition(whole == readStream([Array(bytes[..<cut]), Array(bytes[cut...])]), "a stream that cares how it is split")
    return 0
}

private let source = SIPEndpoint(host: .ipv4(0x7F00_0001), port: 5_060)

private func readDatagram(_ bytes: [UInt8]) {
    do throws(SIPParseError) {
        var message = try SIPMessage(parsing: bytes, framing: .datagram)
        message.source = source
        look(at: message)
        guard message.isRequest else { return }
        switch SIPRequestCheck(extensions: ["replaces"]).verdict(on: message) {
        case .accept: answer(message)
        case .reject(let rejection): readBack(rejection.response(to: message, toTag: "t").bytes)
        case .discard: break
        }
    } catch {
        _ = error.response(for: source, toTag: "t")
    }
}

private func look(at message: SIPMessage) {
    _ = (message.description, message.allHeaders, message.contacts, message.routes, message.recordRoutes, message.vias)
    _ = (message.from?.uri?.number, message.to?.description, message.callID, message.maxForwards, message.contentType?.description)
    _ = (message.diversion, message.historyInfo, message.pAssertedIdentity, message.userToUser.map(\.description))
    _ = (message.replaces?.description, message.referTo?.uri?.headers, message.event, message.subscriptionState, message.allow)
    _ = (message.values("X-Any"), message.lines(.via), message.require, message.supported, message.topVia?.responseDestination)
    if let uri = message.requestURI {
        guard let again = SIPURI(uri.description) else { preconditionFailure("a URI that cannot be read back: \(uri)") }
        precondition(again == uri && again.isEquivalent(to: uri), "a URI that is another one when it is read back: \(uri)")
    }
}

/// What a request that was accepted is answered with can be read and belongs to it.
private func answer(_ request: SIPMessage) {
    let response = readBack(request.response(.ok, toTag: "t").bytes)
    precondition(response?.cseq == request.cseq && response?.callID == request.callID, "a response to something else")
    guard let sdp = try? SessionDescription(parsing: request.body) else { return }
    var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0xC000_0201), port: 4_000), sessionID: 1)
    _ = try? side.answer(to: sdp)
}

@discardableResult
private func readBack(_ bytes: [UInt8]) -> SIPMessage? {
    // A request near the limits may have a response beyond them.
    var limits = SIPLimits()
    (limits.message, limits.header, limits.startLine) = (1 << 20, 1 << 20, 1 << 20)
    return try? SIPMessage(parsing: bytes, framing: .datagram, limits: limits)
}

private func readStream(_ pieces: [[UInt8]]) -> [String] {
    var framer = SIPStreamFramer()
    var events: [String] = []
    for piece in pieces {
        framer.append(piece)
        while let event = framer.next() {
            switch event {
            case .message(let message): events.append("message \(message.bytes.count) \(message)")
            case .malformed(let error): events.append("malformed \(error) \(error.response(for: source, toTag: "t")?.count ?? 0)")
            case .broken(let error): events.append("broken \(error)")
            case .ping: events.append("ping")
            case .pong: events.append("pong")
            }
        }
    }
    return events
}
