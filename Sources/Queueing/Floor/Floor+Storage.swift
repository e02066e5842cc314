/// A floor can be stored in place of the events that led to it: its facts are written, its indexes are made anew.
extension Floor: Codable {
    private enum CodingKeys: CodingKey {
        case time, lastOffer, lastTicket, queues, agents, tickets
    }

    /// Writes the facts; tickets by their numbers, so that the same floor is the same text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(time, forKey: .time)
        try container.encode(lastOffer, forKey: .lastOffer)
        try container.encode(lastTicket, forKey: .lastTicket)
        try container.encode(queues, forKey: .queues)
        try container.encode(agents, forKey: .agents)
        try container.encode(tickets.values.sorted { $0.request.id < $1.request.id }, forKey: .tickets)
    }

    /// Reads what `encode` writes. A ticket in a queue, or with an agent, that is not there is an error.
    public init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        time = try container.decode(QueueInstant.self, forKey: .time)
        lastOffer = try container.decode(OfferID.self, forKey: .lastOffer)
        lastTicket = try container.decode(TicketID.self, forKey: .lastTicket)
        queues = try container.decode([CallQueue].self, forKey: .queues)
        agents = try container.decode([Agent].self, forKey: .agents)
        for slot in queues.indices { queueSlots[queues[slot].plan.id] = slot }
        for slot in agents.indices { agentSlots[agents[slot].plan.id] = slot }
        for ticket in try container.decode([Ticket].self, forKey: .tickets) {
            guard queueSlots[ticket.queue] == ticket.queueSlot, ticket.ringing.allSatisfy(agents.indices.contains) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .tickets, in: container, debugDescription: "ticket \(ticket.request.id) is in a queue that is not there")
            }
            tickets[ticket.request.id] = ticket
        }
        rebuild()
        opened.removeAll()
    }
}
