/// Puts lines together into a message. Values cannot break out of their line: line ends in them become spaces.
struct SIPMessageWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1_024) }

    /// Writes a line without a name.
    mutating func line(_ text: String) {
        append(text)
        end()
    }

    mutating func header(_ name: String, _ value: String) {
        begin(name)
        append(value)
        end()
    }

    /// Writes the name of a header; its value follows by `append`, then `end`.
    mutating func begin(_ name: String) {
        append(name)
        append(": ")
    }

    /// Writes text into the current line.
    mutating func append(_ text: String) {
        append(text.utf8)
    }

    /// Writes bytes into the current line.
    mutating func append(_ text: some Sequence<UInt8>) {
        for byte in text { bytes.append(byte == 13 || byte == 10 || byte == 0 ? 32 : byte) }
    }

    mutating func end() {
        bytes.append(13)
        bytes.append(10)
    }

    /// Writes Content-Type, Content-Length, the empty line and the body.
    mutating func finish(_ body: [UInt8], _ contentType: String) {
        if !body.isEmpty { header("Content-Type", contentType) }
        header("Content-Length", String(body.count))
        end()
        bytes.append(contentsOf: body)
    }
}

/// One header to be written.
public struct SIPHeaderLine: Hashable, Sendable {
    /// Which header.
    public var name: SIPHeaderName
    /// Its value, escaped and quoted as its grammar wants.
    public var value: String

    /// A header of ours.
    public init(_ name: SIPHeaderName, _ value: String) {
        self.name = name
        self.value = value
    }
}
