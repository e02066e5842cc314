import CallEngine
import Foundation
import IVR
import SIP

/// What the caller already said, as headers of the call that an agent gets: nobody is asked twice.
///
/// `User-to-User` (RFC 7433) has everything as JSON in hexadecimal; for systems that cannot read it each value has an `X-` header too.
/// Sensitive values stay here, unless the configuration says that this target may have them.
struct ContextHeaders {
    /// RFC 7433 asks for restraint: what is longer is left to the `X-` headers.
    private static let longestUserToUser = 1024
    private static let longestValue = 256

    private let callID: String
    private let language: String
    private let items: [(name: String, value: String)]

    /// Collects what may travel.
    init(_ context: CallContext, callID: String, sharing: Set<VariableName> = []) {
        self.callID = callID
        language = "\(context.language)"
        items = context.collected.compactMap { item in
            guard !item.value.isSealed || sharing.contains(item.name) else { return nil }
            return ("\(item.name)", item.value.reveal())
        }
    }

    /// The same for the phone of an agent.
    ///
    /// - Parameters:
    ///   - sharing: sensitive values that she may have.
    ///   - about: what is to be known of the ticket.
    init(_ context: TicketContext, sharing: Set<VariableName>, about: [(name: String, value: String)]) {
        callID = context.call
        language = context.language
        items =
            about
            + context.values.compactMap { item in
                guard let value = item.value, !value.isSealed || sharing.contains(VariableName(item.name)) else { return nil }
                return (item.name, value.reveal())
            }
    }

    /// The header lines.
    var lines: [SIPHeaderLine] {
        var lines = [
            SIPHeaderLine("X-Hotline-Call", callID),
            SIPHeaderLine("X-Hotline-Language", language),
        ]
        for (name, value) in items where !value.isEmpty {
            lines.append(SIPHeaderLine(SIPHeaderName("X-Hotline-\(name)"), Self.inHeader(value)))
        }
        if let userToUser { lines.append(SIPHeaderLine(.userToUser, userToUser)) }
        return lines
    }

    /// The same for the headers of a Refer-To address, where a blind transfer carries them (RFC 3261, 19.1.1).
    var uriHeaders: [SIPURI.Header] {
        lines.map { SIPURI.Header($0.name.text, Self.escaped($0.value)) }
    }

    private var userToUser: String? {
        let object = Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
            .merging(["call": callID, "language": language]) { mine, _ in mine }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(object), json.count <= Self.longestUserToUser else { return nil }
        return json.hexadecimal + ";encoding=hex"
    }

    /// Printable ASCII as it is, everything else as UTF-8 in percent escapes: no line end can get into a header.
    private static func inHeader(_ value: String) -> String {
        value.utf8.prefix(longestValue).map { octet in
            (0x20...0x7e).contains(octet) && octet != UInt8(ascii: "%") ? String(UnicodeScalar(octet)) : percent(octet)
        }.joined()
    }

    private static func escaped(_ value: String) -> String {
        value.utf8.map { octet in
            let scalar = UnicodeScalar(octet)
            let isPlain =
                octet < 0x80
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.!~*'()".unicodeScalars.contains(scalar))
            return isPlain ? String(scalar) : percent(octet)
        }.joined()
    }

    private static func percent(_ octet: UInt8) -> String {
        "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
    }
}
