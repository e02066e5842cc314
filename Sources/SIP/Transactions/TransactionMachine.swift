/// One of the four state machines; which one follows from the side and from the method alone.
enum TransactionMachine: Hashable, Sendable {
    case clientInvite(ClientInviteTransaction)
    case client(ClientTransaction)
    case serverInvite(ServerInviteTransaction)
    case server(ServerTransaction)

    mutating func handle(_ event: TransactionEvent, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        switch self {
        case .clientInvite(var machine):
            machine.handle(event, conditions, into: &steps)
            self = .clientInvite(machine)
        case .client(var machine):
            machine.handle(event, conditions, into: &steps)
            self = .client(machine)
        case .serverInvite(var machine):
            machine.handle(event, conditions, into: &steps)
            self = .serverInvite(machine)
        case .server(var machine):
            machine.handle(event, conditions, into: &steps)
            self = .server(machine)
        }
    }

    /// Whether a final response was heard or given.
    var isOver: Bool {
        switch self {
        case .clientInvite(let machine):
            switch machine.state {
            case .calling, .proceeding: false
            case .completed, .accepted, .terminated: true
            }
        case .client(let machine): machine.state == .completed || machine.state == .terminated
        case .serverInvite(let machine):
            if case .proceeding = machine.state { false } else { true }
        case .server(let machine): machine.state == .completed || machine.state == .terminated
        }
    }
}
