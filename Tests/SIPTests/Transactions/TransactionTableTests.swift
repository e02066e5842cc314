import Testing

@testable import SIP

/// A life of one transaction: what it hears on the left of `->`, what it does on the right, separated by `|`.
///
/// Done: `send`, `ack`, `up` (to the user), `X=ms` (timer X started), `-repeat`, `-wait` (stopped), `timeout`, `end`.
/// Heard: `begin`, `request`, `ACK`, a status (the user's for a server, the network's for a client), a timer's letter, `broken`.
struct Life: Sendable, CustomTestStringConvertible {
    var machine: Machine
    var reliable = false
    var script: String
    enum Machine: String { case clientInvite, client, serverInvite, server }
    var testDescription: String { "\(machine.rawValue) \(reliable ? "TCP" : "UDP"): \(script)" }
}

@Suite struct `Transactions of RFC 3261, row by row` {
    @Test(arguments: [
        // 17.1.1.2: timer A doubles without a cap, B is 64*T1.
        Life(
            machine: .clientInvite,
            script: """
                begin -> send A=500 B=32000 | A -> send A=1000 | A -> send A=2000 | A -> send A=4000 | A -> send A=8000
                | A -> send A=16000 | B -> -repeat -wait timeout end | A -> | 200 ->
                """),
        // A provisional response stops the repetition, and the ringing may last.
        Life(machine: .clientInvite, script: "begin -> send A=500 B=32000 | 100 -> -repeat -wait up | A -> | B -> | 180 -> up | 180 -> up"),
        // RFC 6026: a 2xx leads to Accepted; further ones (forks, repetitions) go up, timer M ends it.
        Life(
            machine: .clientInvite,
            script: "begin -> send A=500 B=32000 | 200 -> -repeat -wait up M=32000 | 200 -> up | 180 -> | 404 -> | M -> end | 200 ->"),
        // A refusal is acknowledged each time it comes, until timer D.
        Life(
            machine: .clientInvite,
            script: "begin -> send A=500 B=32000 | 180 -> -repeat -wait up | 486 -> ack up D=32000 | 486 -> ack | 200 -> | D -> end"),
        Life(machine: .clientInvite, script: "begin -> send A=500 B=32000 | 404 -> -repeat -wait ack up D=32000 | 180 -> | D -> end"),
        Life(machine: .clientInvite, script: "begin -> send A=500 B=32000 | broken -> -repeat -wait timeout end | 200 ->"),
        // Reliable: no A, D is zero.
        Life(machine: .clientInvite, reliable: true, script: "begin -> send B=32000 | B -> -repeat -wait timeout end"),
        Life(machine: .clientInvite, reliable: true, script: "begin -> send B=32000 | 486 -> -repeat -wait ack up end | 486 ->"),
        Life(machine: .clientInvite, reliable: true, script: "begin -> send B=32000 | 200 -> -repeat -wait up M=32000 | M -> end"),

        // 17.1.2.2: E doubles up to T2, is T2 after a provisional response; F is 64*T1, K is T4.
        Life(
            machine: .client,
            script: """
                begin -> send E=500 F=32000 | E -> send E=1000 | E -> send E=2000 | E -> send E=4000 | E -> send E=4000
                | F -> -repeat -wait timeout end
                """),
        Life(
            machine: .client,
            script: "begin -> send E=500 F=32000 | 100 -> up | E -> send E=4000 | 183 -> up | F -> -repeat -wait timeout end"),
        Life(machine: .client, script: "begin -> send E=500 F=32000 | 200 -> -repeat -wait up K=5000 | 200 -> | E -> | K -> end | 200 ->"),
        Life(machine: .client, script: "begin -> send E=500 F=32000 | 100 -> up | 481 -> -repeat -wait up K=5000 | K -> end"),
        Life(machine: .client, script: "begin -> send E=500 F=32000 | broken -> -repeat -wait timeout end"),
        Life(machine: .client, reliable: true, script: "begin -> send F=32000 | 200 -> -repeat -wait up end | 200 ->"),
        Life(machine: .client, reliable: true, script: "begin -> send F=32000 | F -> -repeat -wait timeout end"),

        // 17.2.1: a repeated INVITE gets the last provisional response; G doubles up to T2, H is 64*T1, I is T4.
        Life(machine: .serverInvite, script: "begin -> up | request -> | 100 -> send | request -> send | 180 -> send | request -> send"),
        Life(
            machine: .serverInvite,
            script: """
                begin -> up | 486 -> send G=500 H=32000 | G -> send G=1000 | request -> send | G -> send G=2000 | G -> send G=4000
                | G -> send G=4000 | H -> -repeat -wait timeout end
                """),
        Life(
            machine: .serverInvite,
            script: "begin -> up | 486 -> send G=500 H=32000 | ACK -> -repeat -wait I=5000 | ACK -> | request -> | G -> | H -> | I -> end"),
        // RFC 6026: after a 2xx the INVITE is absorbed until timer L, and the user may repeat the 2xx.
        Life(
            machine: .serverInvite,
            script: "begin -> up | 180 -> send | 200 -> send L=32000 | request -> | 200 -> send | 486 -> | L -> end | request ->"),
        Life(machine: .serverInvite, reliable: true, script: "begin -> up | 486 -> send H=32000 | ACK -> -repeat -wait end"),
        Life(machine: .serverInvite, reliable: true, script: "begin -> up | 200 -> send L=32000 | L -> end"),
        Life(machine: .serverInvite, reliable: true, script: "begin -> up | 486 -> send H=32000 | H -> -repeat -wait timeout end"),

        // 17.2.2: J is 64*T1; nothing is repeated but on request.
        Life(machine: .server, script: "begin -> up | request -> | 200 -> send J=32000 | request -> send | 500 -> | J -> end | request ->"),
        Life(machine: .server, script: "begin -> up | 100 -> send | request -> send | 481 -> send J=32000 | J -> end"),
        Life(machine: .server, reliable: true, script: "begin -> up | 200 -> send end | request ->"),
        Life(machine: .server, script: "begin -> up | broken -> -wait timeout end"),
    ]) func `a transaction does what the figure says`(_ life: Life) {
        var machine = TransactionMachine(life.machine)
        for row in life.script.split(separator: "|") {
            let sides = row.components(separatedBy: "->")
            let heard = sides[0].trimmingWhitespace
            let expected = sides[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            var steps: [TransactionStep] = []
            let conditions = TransactionConditions(times: SIPTimes(), isReliable: life.reliable)
            machine.handle(
                TransactionEvent(heard, isServer: life.machine == .server || life.machine == .serverInvite), conditions, into: &steps)
            #expect(steps.map(\.shorthand).joined(separator: " ") == expected, "after \(heard)")
        }
    }

    @Test func `the long timers follow T1, and only A, E and G repeat`() {
        let times = SIPTimes(t1: .milliseconds(100), t2: .milliseconds(300), t4: .milliseconds(700))
        #expect(times.transactionLife == .milliseconds(6400))
        #expect(times.completedInviteLife == .seconds(32))
        #expect(TransactionTimer.allCases.filter(\.repeats) == [.a, .e, .g])
    }
}

extension TransactionMachine {
    fileprivate init(_ machine: Life.Machine) {
        switch machine {
        case .clientInvite: self = .clientInvite(ClientInviteTransaction())
        case .client: self = .client(ClientTransaction())
        case .serverInvite: self = .serverInvite(ServerInviteTransaction())
        case .server: self = .server(ServerTransaction())
        }
    }
}

extension TransactionEvent {
    fileprivate init(_ word: String, isServer: Bool) {
        switch word {
        case "begin": self = .begin
        case "request": self = .request
        case "ACK": self = .acknowledgement
        case "broken": self = .transportFailed
        default:
            if let status = Int(word) {
                self = isServer ? .respond(status) : .response(status)
            } else {
                self = TransactionTimer(rawValue: word.lowercased()).map { .expired($0) } ?? .begin
            }
        }
    }
}

extension TransactionStep {
    fileprivate var shorthand: String {
        switch self {
        case .transmit: "send"
        case .acknowledge: "ack"
        case .start(let timer, let after): "\(timer.rawValue.uppercased())=\(after.wholeMilliseconds)"
        case .stopRepeating: "-repeat"
        case .stopWaiting: "-wait"
        case .deliver: "up"
        case .timeOut: "timeout"
        case .end: "end"
        }
    }
}

extension Substring {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        guard let range = firstRange(of: separator) else { return [self, ""] }
        return [self[..<range.lowerBound], self[range.upperBound...]]
    }

    fileprivate var trimmingWhitespace: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
