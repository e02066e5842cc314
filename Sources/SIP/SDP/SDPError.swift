/// Why a body is no session description, and in which of its lines; the INVITE that carried it deserves a 400.
public struct SDPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// A line that is not `letter=value`, or a control character in one.
        case syntax
        /// A line type RFC 8866 does not have, or not here (5: such a description is to be refused as a whole).
        case unknownType
        /// It does not begin with `v=0`.
        case version
        /// No `o=` line, or a malformed one.
        case origin
        /// A malformed `c=` line.
        case connection
        /// A malformed `m=` line.
        case media
        /// A malformed `a=rtpmap` line.
        case payloadMap
        /// A line that may be there once is there twice.
        case duplicate
        /// More lines or media than anyone needs.
        case tooLong
    }

    /// What is wrong.
    public let kind: Kind
    /// The line, from 1.
    public let line: Int

    init(_ kind: Kind, line: Int) {
        self.kind = kind
        self.line = line
    }

    /// What is wrong and where, for logs.
    public var description: String { "session description, line \(line): \(kind)" }
}
