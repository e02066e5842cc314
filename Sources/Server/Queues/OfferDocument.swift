import Foundation
import Queueing

/// An offer as one JSON document, for the log and for whoever shows it to the agent. What is sealed stays sealed.
struct OfferDocument: Encodable {
    /// Its number.
    var offer: OfferID
    /// Who is offered the caller.
    var agent: AgentID
    /// Why this caller and this agent.
    var reason: String
    /// What is known of the caller.
    var caller: TicketContext

    /// The document.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
