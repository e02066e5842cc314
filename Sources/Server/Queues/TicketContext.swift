import CallEngine
import IVR
import Queueing

/// What is known of a ticket's caller: for the agent who is offered him, and for calling him back.
struct TicketContext: Hashable, Sendable, Codable {
    /// Something he said or pressed.
    struct Value: Hashable, Sendable {
        /// The flow's variable.
        var name: String
        /// What it holds; nil when it was sealed and has been lost.
        var value: Guarded<String>?
    }

    /// Whose ticket.
    var ticket: TicketID
    /// The call's identifier in logs and records.
    var call: String
    /// The number he called from; empty when he hides it.
    var number: String
    /// The name that came with it.
    var name = ""
    /// The number he called.
    var calledNumber = ""
    /// The number where he is called back, once he wants that.
    var callbackNumber: String?
    /// The flow he came from.
    var flow: String
    /// The language he chose.
    var language: String
    /// What was collected, in order.
    var values: [Value] = []
    /// Where his flow goes on when he is called back.
    var place: FlowPlace?
}

extension TicketContext {
    /// What the caller of a call has said so far.
    init(_ ticket: TicketID, _ facts: CallFacts, flow: String, _ context: CallContext) {
        self.init(
            ticket: ticket, call: facts.callID, number: facts.callerNumber, name: facts.callerName, calledNumber: facts.calledNumber,
            flow: flow, language: "\(context.language)", values: context.collected.map { Value(name: "\($0.name)", value: $0.value) })
    }
}

extension TicketContext.Value: Codable {
    private enum CodingKeys: CodingKey {
        case name, value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        value = try container.decodeIfPresent(String.self, forKey: .value).map { .open($0) }
    }

    /// Writes it without what is in it when that is sealed.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        if case .open(let value)? = value { try container.encode(value, forKey: .value) }
    }
}
