import CallEngine
import IVR
import Queueing

/// What is known of a ticket's caller: for the agent who is offered him, and for calling him back.
struct TicketContext: Hashable, Sendable, Codable {
    /// Something he said or pressed.
    struct Value: Hashable, Sendable, Codable {
        /// The flow's variable.
        var name: String
        /// What it holds; nil when it is sealed: then it is kept nowhere.
        var value: String?
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
    /// Where his flow goes on when he is called back; sealed values are in memory only.
    var place: FlowPlace?
}

extension TicketContext {
    /// What the caller of a call has said so far.
    init(_ ticket: TicketID, _ facts: CallFacts, flow: String, _ context: CallContext) {
        self.init(
            ticket: ticket, call: facts.callID, number: facts.callerNumber, name: facts.callerName, calledNumber: facts.calledNumber,
            flow: flow, language: "\(context.language)", values: context.collected.map { Value($0) })
    }
}

extension TicketContext.Value {
    /// A value, without what is in it when it is sealed.
    init(_ item: CallContext.Item) {
        self.init(name: "\(item.name)", value: item.value.isSealed ? nil : item.value.reveal())
    }
}
