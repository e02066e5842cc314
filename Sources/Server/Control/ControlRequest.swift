import CallEngine
import Foundation

/// What the command asks a running server over its local socket: one line of JSON.
///
/// ```
/// {"agent":"ana","command":"agent pause","reason":"lunch"}
/// ```
public struct ControlRequest: Codable, Hashable, Sendable {
    /// What is asked.
    public enum Command: String, Codable, Hashable, Sendable, CaseIterable {
        /// Who is at work, and what they do.
        case listAgents = "agent list"
        /// An agent comes to work.
        case logIn = "agent login"
        /// An agent goes home.
        case logOut = "agent logout"
        /// An agent takes a break.
        case pause = "agent pause"
        /// An agent is back from a break.
        case resume = "agent resume"
        /// An agent is done with her last call, or needs longer.
        case wrapUp = "agent wrap-up"
        /// Somebody hears an agent's talk.
        case listen = "agent listen"
        /// Somebody hears it, and she alone hears him.
        case whisper = "agent whisper"
        /// Somebody talks with both.
        case barge = "agent barge"
        /// The queues.
        case listQueues = "queue list"
        /// Who waits in one of them, and why.
        case showQueue = "queue show"
    }

    /// A longer line is none of ours [octets].
    public static let longestLine = 4096
    /// A longer name is none [characters].
    public static let longestName = 200
    /// More time after a call is not given at once [ms].
    public static let mostTime = 4 * 3_600_000

    /// What is asked.
    public var command: Command
    /// Whom it is about.
    public var agent: String?
    /// Which queue it is about.
    public var queue: String?
    /// Who listens, whispers or talks.
    public var supervisor: String?
    /// Why she takes a break.
    public var reason: String?
    /// So much more time she needs [ms].
    public var time: Int?

    /// A request.
    public init(
        _ command: Command, agent: String? = nil, queue: String? = nil, supervisor: String? = nil, reason: String? = nil,
        time: Int? = nil
    ) {
        self.command = command
        self.agent = agent
        self.supervisor = supervisor
        self.queue = queue
        self.reason = reason
        self.time = time
    }

    /// Why a line is no request.
    public enum Mistake: Error, Hashable, Sendable {
        /// It is longer than a line may be.
        case tooLong
        /// It is not JSON, or not an object.
        case notJSON
        /// It asks for something that this server does not know.
        case unknownCommand(String)
        /// Something that the command needs is not there, or is not what it should be.
        case wrong(String)
    }

    /// Reads a line without its end.
    public init(line: [UInt8]) throws(Mistake) {
        guard line.count <= Self.longestLine else { throw .tooLong }
        guard let value = try? JSONSerialization.jsonObject(with: Data(line)), let object = value as? [String: Any] else { throw .notJSON }
        let said = object["command"] as? String ?? ""
        guard let command = Command(rawValue: said) else { throw .unknownCommand(String(said.prefix(Self.longestName))) }
        self.init(command)
        agent = try Self.name("agent", object)
        queue = try Self.name("queue", object)
        supervisor = try Self.name("supervisor", object)
        reason = try Self.name("reason", object)
        if let time = object["time"] {
            guard let number = time as? Int, 0...Self.mostTime ~= number else { throw .wrong("time") }
            self.time = number
        }
        if command.needsAgent, agent == nil { throw .wrong("agent") }
        if command.supervision != nil, supervisor == nil { throw .wrong("supervisor") }
        if command == .showQueue, queue == nil { throw .wrong("queue") }
    }

    private static func name(_ key: String, _ object: [String: Any]) throws(Mistake) -> String? {
        guard let value = object[key] else { return nil }
        guard let text = value as? String, !text.isEmpty, text.count <= longestName else { throw .wrong(key) }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { throw .wrong(key) }
        return text
    }

    /// The line with its end.
    public var line: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
    }
}

extension ControlRequest.Command {
    /// Whether it is about one agent.
    var needsAgent: Bool {
        switch self {
        case .logIn, .logOut, .pause, .resume, .wrapUp, .listen, .whisper, .barge: true
        case .listAgents, .listQueues, .showQueue: false
        }
    }

    /// How somebody takes part in an agent's talk; nil when it is about something else.
    var supervision: GuestMode? {
        switch self {
        case .listen: .listens
        case .whisper: .whispers
        case .barge: .talks
        default: nil
        }
    }
}

extension ControlRequest.Mistake: CustomStringConvertible {
    /// The reason as a sentence without a full stop.
    public var description: String {
        switch self {
        case .tooLong: "a request is one line of at most \(ControlRequest.longestLine) octets"
        case .notJSON: "a request is one object of JSON"
        case .unknownCommand(let name): "there is no command `\(name)`: client and server may be of different versions"
        case .wrong(let key): "`\(key)` is missing, or is nothing that it can be"
        }
    }
}
