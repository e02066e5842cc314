import Dispatch

/// The nodes of the process and what travels between them.
///
/// Nodes are per process, never per call. Each is an actor with an executor of its own, or a loop that actors live on. `hotline serve
/// --graph` prints this page.
public enum MediaGraph {
    /// A place where code runs, one thing at a time.
    public enum Node: String, Sendable, CaseIterable {
        /// Calls: sockets, jitter buffers, digits, prompts, mixing, sending.
        case media
        /// Speech of callers.
        case recognition
        /// SIP, the switchboard.
        case signalling
        /// HTTP in (metrics) and out (fetch, notify).
        case http
        /// Flow files, prompts, voices.
        case catalogue
        /// Sound files of recorded calls, one node for each disk.
        case recording
        /// Finished recordings: their final form and checksum.
        case archive
        /// What callers said, written down by a server.
        case transcription
        /// The database of records.
        case records

        /// Who runs the node's code.
        public var executor: String {
            switch self {
            case .media: "max(1, cores - 1) real-time threads: SCHED_FIFO, 5 ms slots, a quarter of their calls in each"
            case .recognition: "max(1, cores - 1) serial queues, background (nice 10); a caller is heard for at most 20 ms at once"
            case .signalling: "one NIO loop"
            case .http: "one NIO loop"
            case .catalogue: "serial queue, utility"
            case .recording, .transcription: "serial queue, utility"
            case .archive: "serial queue, background (nice 10)"
            case .records: "serial queue, user-initiated"
            }
        }

        /// What only the node touches.
        public var owns: String {
            switch self {
            case .media: "calls, their sockets, the frames in and out"
            case .recognition: "recognisers, what is known of the voices of calls"
            case .signalling: "SIP dialogs and transactions, the switchboard's table of calls"
            case .http: "connections to web services, the metrics page"
            case .catalogue: "flow files and their versions, the prompt cache"
            case .recording: "open sound files"
            case .archive: "recordings that were written and have no final form yet"
            case .transcription: "recordings that wait to be written down"
            case .records: "the database of records"
            }
        }

        /// The Dispatch class of a node that is a queue.
        var quality: DispatchQoS {
            switch self {
            case .records: .userInitiated
            case .recognition, .archive: .background
            case .media, .signalling, .http, .catalogue, .recording, .transcription: .utility
            }
        }
    }

    /// What one node hands to another, and how.
    public struct Edge: Sendable {
        /// Who sends.
        public var from: Node
        /// Who receives.
        public var to: Node
        /// What travels.
        public var carries: String
        /// By which means, and what happens when it is full.
        public var by: String
    }

    /// Every way from one node to another.
    public static let edges: [Edge] = [
        Edge(
            from: .signalling, to: .media, carries: "new calls, inputs tagged with their activity", by: "mailbox, emptied at the next slot"),
        Edge(from: .media, to: .signalling, carries: "outputs of calls", by: "mailbox and an eventfd"),
        Edge(
            from: .media, to: .recording, carries: "frames of recorded calls",
            by: "ring for each recording; full drops the oldest and counts"),
        Edge(
            from: .media, to: .recognition, carries: "frames of calls that listen, ends of utterances",
            by: "ring for each question; full drops the oldest and counts"),
        Edge(from: .signalling, to: .recognition, carries: "who listens, when to look at a ring", by: "call of the actor"),
        Edge(
            from: .recognition, to: .signalling, carries: "words and answers tagged with their activity", by: "task of the loop, in order"),
        Edge(from: .signalling, to: .recording, carries: "begin and end of recordings", by: "call of the actor"),
        Edge(from: .recording, to: .archive, carries: "recordings of whole calls that were written", by: "call of the actor"),
        Edge(from: .archive, to: .records, carries: "what became of recordings of whole calls", by: "mailbox"),
        Edge(from: .recording, to: .signalling, carries: "what was recorded", by: "call of the actor"),
        Edge(
            from: .signalling, to: .transcription, carries: "recordings that were kept",
            by: "call of the actor; at most 10,000 wait there"),
        Edge(from: .transcription, to: .http, carries: "sound to be written down", by: "task of the HTTP client, a few at once"),
        Edge(from: .transcription, to: .records, carries: "what was said in recordings", by: "mailbox"),
        Edge(
            from: .signalling, to: .records, carries: "calls that begin and end, what happens in queues",
            by: "mailbox; what waits shares one transaction"),
        Edge(from: .records, to: .signalling, carries: "what is kept by now", by: "call of the actor"),
        Edge(from: .signalling, to: .http, carries: "fetch and notify requests", by: "task of the HTTP client"),
        Edge(from: .http, to: .signalling, carries: "results tagged with their activity", by: "call of the actor"),
        Edge(from: .catalogue, to: .signalling, carries: "immutable flows and prompts", by: "swapped under a lock"),
    ]

    /// How many media threads a machine with so many cores has.
    public static func mediaThreadCount(cores: Int) -> Int {
        max(1, cores - 1)
    }

    /// How many recognition threads a machine with so many cores has.
    public static func recognitionThreadCount(cores: Int) -> Int {
        max(1, cores - 1)
    }

    /// The whole graph as text.
    public static var rendered: String {
        var lines = ["nodes"]
        for node in Node.allCases {
            lines.append("  \(node.rawValue)")
            lines.append("      runs on  \(node.executor)")
            lines.append("      owns     \(node.owns)")
        }
        lines.append("edges")
        for edge in edges {
            lines.append("  \(edge.from.rawValue) -> \(edge.to.rawValue): \(edge.carries) (\(edge.by))")
        }
        return lines.joined(separator: "\n")
    }
}
