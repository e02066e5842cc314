/// Cuts the bytes of a connection into messages (RFC 3261, 18.3) and keep-alives (RFC 5626, 4.4.1).
///
///     append(bytes) -> next() -> .message ... .ping ... nil (more bytes are needed)
///
/// How the bytes were split on the way makes no difference. Call `next()` until it returns nil after each `append`; what is kept then is
/// at most one message of `SIPLimits.message` bytes.
public struct SIPStreamFramer: Sendable {
    /// What was found in the stream.
    public enum Event: Sendable {
        case message(SIPMessage)
        /// The other side's keep-alive, two line ends: answer it with `SIPStreamFramer.pong`.
        case ping
        /// The answer to a keep-alive of ours (see `expectPong()`).
        case pong
        /// A message that is none, but whose end is known: answer it (`SIPParseError.response(for:toTag:)`); the stream goes on.
        case malformed(SIPParseError)
        /// Where the next message begins cannot be known: answer it and close the connection. Nothing follows.
        case broken(SIPParseError)
    }

    /// What a client sends to keep its connection open.
    public static let ping: [UInt8] = [13, 10, 13, 10]
    /// What a server answers to it.
    public static let pong: [UInt8] = [13, 10]

    private let limits: SIPLimits
    private var buffer: [UInt8] = []
    /// Where the message begins that is being read, and how far its head has been searched.
    private var start = 0
    private var scanned = 0
    /// Head and body of a message whose head is complete.
    private var pending: Range<Int>?
    private var lineEnds = 0
    private var awaitsPong = false
    private var isBroken = false

    /// A stream that has just begun.
    public init(limits: SIPLimits = .standard) {
        self.limits = limits
    }

    /// How many bytes wait for the rest of their message.
    public var pendingBytes: Int { buffer.count - start }

    /// Takes what was read from the connection.
    public mutating func append(_ bytes: [UInt8]) {
        guard !isBroken else { return }
        if start > 0 { discardConsumed() }
        buffer.append(contentsOf: bytes)
    }

    /// Takes the next line end as the answer to a ping that was sent.
    public mutating func expectPong() { awaitsPong = true }

    /// The next thing in the stream, or nil when more bytes are needed.
    public mutating func next() -> Event? {
        guard !isBroken else { return nil }
        if pending == nil {
            if scanned == start {
                if let event = skipLineEnds() { return event }
                // A carriage return at the end may be half of a line end.
                let isHalf = start + 1 == buffer.count && buffer[start] == 13
                guard start < buffer.count, !isHalf else { return nil }
            }
            do throws(SIPFault) {
                guard let head = try findHead() else { return nil }
                pending = try frame(head)
            } catch {
                return fail(error)
            }
        }
        guard let message = pending, message.upperBound <= buffer.count else { return nil }
        return finish(message)
    }

    private mutating func discardConsumed() {
        buffer.removeSubrange(0..<start)
        scanned -= start
        if let message = pending { pending = (message.lowerBound - start)..<(message.upperBound - start) }
        start = 0
    }

    /// Steps over line ends between messages.
    private mutating func skipLineEnds() -> Event? {
        while start < buffer.count {
            if buffer[start] == 13 {
                guard start + 1 < buffer.count else { return nil }
                guard buffer[start + 1] == 10 else { break }
                start += 2
            } else if buffer[start] == 10 {
                start += 1
            } else {
                break
            }
            scanned = start
            lineEnds += 1
            if awaitsPong {
                awaitsPong = false
                lineEnds = 0
                return .pong
            }
            if lineEnds == 2 {
                lineEnds = 0
                return .ping
            }
        }
        if start < buffer.count { lineEnds = 0 }
        return nil
    }

    /// Searches the empty line; every decision falls at a byte, not at the end of what happens to be there.
    private mutating func findHead() throws(SIPFault) -> Range<Int>? {
        while scanned < buffer.count {
            let index = scanned
            scanned += 1
            let length = scanned - start
            guard length <= limits.message else { throw SIPFault(.messageTooLarge, at: length) }
            guard buffer[index] == 10 else { continue }
            let previous = index - 1
            if previous >= start, buffer[previous] == 10 || (buffer[previous] == 13 && previous > start && buffer[previous - 1] == 10) {
                return start..<scanned
            }
        }
        return nil
    }

    /// Head and body together, when the head tells how long the body is.
    private func frame(_ head: Range<Int>) throws(SIPFault) -> Range<Int> {
        guard let length = try contentLength(head) else { throw SIPFault(.missing(.contentLength), at: head.count) }
        guard length <= limits.body else { throw SIPFault(.bodyTooLarge, at: head.count) }
        guard head.count + length <= limits.message else { throw SIPFault(.messageTooLarge, at: head.count) }
        return head.lowerBound..<(head.upperBound + length)
    }

    /// The length by the parser when the head is well formed, else by the one line that tells it beyond doubt.
    private func contentLength(_ head: Range<Int>) throws(SIPFault) -> Int? {
        if let length = plainContentLength(head) { return length }
        var parser = SIPMessageParser(Array(buffer[head]), framing: .stream, limits: limits)
        try parser.readHead()
        return parser.contentLength
    }

    /// The number of the only Content-Length line of a head, when it is one plain line.
    private func plainContentLength(_ head: Range<Int>) -> Int? {
        var found: Int?
        var line = head.lowerBound
        while line < head.upperBound {
            let end = buffer[line..<head.upperBound].firstIndex(of: 10) ?? head.upperBound
            defer { line = end + 1 }
            // Only lines that begin with c or l can be it.
            guard buffer[line] | 32 == UInt8(ascii: "c") || buffer[line] | 32 == UInt8(ascii: "l") else { continue }
            var reader = ByteReader(buffer, line..<end)
            guard let name = reader.takeToken(), SIPHeaderTable.standard.header(named: buffer[name]) == .contentLength else { continue }
            guard found == nil, reader.takeSeparator(":"), let value = reader.takeNumber(upTo: UInt64(Int32.max)) else { return nil }
            reader.skipWhitespace()
            let next = end + 1
            guard reader.isAtEnd, next < head.upperBound, buffer[next] != 32, buffer[next] != 9 else { return nil }
            found = Int(value)
        }
        return found
    }

    private mutating func finish(_ range: Range<Int>) -> Event {
        let bytes = Array(buffer[range])
        start = range.upperBound
        scanned = start
        pending = nil
        do throws(SIPParseError) {
            return .message(try SIPMessage(parsing: bytes, framing: .stream, limits: limits))
        } catch {
            return .malformed(error)
        }
    }

    private mutating func fail(_ fault: SIPFault) -> Event {
        isBroken = true
        let error = SIPParseError(fault, in: Array(buffer[start..<min(scanned, buffer.count)]))
        buffer = []
        (start, scanned) = (0, 0)
        return .broken(error)
    }
}
