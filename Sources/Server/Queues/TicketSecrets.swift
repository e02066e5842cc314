import IVR

/// What is sealed of what a caller said, in the open: for whoever encrypts it before it goes anywhere.
struct TicketSecrets: Hashable, Sendable, Codable {
    /// What agents may be told, by variable.
    private var values: [String: String]
    /// Where his flow goes on, with everything that it knows; nil when nothing of that is sealed.
    private var place: FlowPlace.Revealed?

    /// Of a caller who is to be called back; nil when nothing is sealed. The call of anybody else ends with the server.
    init?(of context: TicketContext) {
        guard context.callbackNumber != nil else { return nil }
        let sealed = context.values.compactMap { item in
            item.value.flatMap { $0.isSealed ? (item.name, $0.reveal()) : nil }
        }
        values = Dictionary(sealed) { first, _ in first }
        place = context.place.flatMap { $0.isSensitive ? FlowPlace.Revealed($0) : nil }
        guard !values.isEmpty || place != nil else { return nil }
    }

    /// Puts it back where it was, sealed as before.
    func give(to context: inout TicketContext) {
        context.values = context.values.map { item in
            guard item.value == nil, let value = values[item.name] else { return item }
            return TicketContext.Value(name: item.name, value: .sealed(Sensitive(value)))
        }
        if let place { context.place = place.place }
    }
}
