import Foundation

/// Keeps what callers said in confidence, in boxes that lie in the database beside what else is known of them.
struct TicketVault: Sendable {
    /// Where the key is.
    let place: SealingKeyPlace
    private var key: SealingKey?

    /// A vault whose key is read when it is first needed.
    init(_ place: SealingKeyPlace) {
        self.place = place
    }

    /// What is to be kept of a caller in a box; nil when nothing is.
    mutating func box(of context: TicketContext) throws(SealingFailure) -> Data? {
        guard let secrets = TicketSecrets(of: context) else { return nil }
        if key == nil { key = try place.keyMakingOne() }
        guard let key, let content = try? JSONEncoder().encode(secrets) else { throw .notSealed }
        return try key.seal(content, for: Self.owner(context))
    }

    /// Gives a caller back what is in his box.
    mutating func open(_ box: Data, for context: inout TicketContext) throws(SealingFailure) {
        if key == nil { key = try place.key() }
        guard let content = try key?.open(box, of: Self.owner(context)),
            let secrets = try? JSONDecoder().decode(TicketSecrets.self, from: content)
        else { throw .notOpened }
        secrets.give(to: &context)
    }

    /// Numbers of tickets begin anew with a new database, identifiers of calls do not.
    private static func owner(_ context: TicketContext) -> String {
        "hotline ticket \(context.ticket.rawValue) call \(context.call)"
    }
}
