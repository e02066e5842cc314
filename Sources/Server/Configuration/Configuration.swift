import CallEngine
import IVR
import Queueing
import SIP

/// What an operator decides, as the configuration file says it; every key is described in `docs/configuration.md`.
///
/// Paths are absolute or relative to the working directory here: the reader has resolved them against the file's own folder.
public struct Configuration: Sendable {
    /// Where SIP is answered.
    public var listen: [Listener] = [
        Listener(transport: .udp, host: "0.0.0.0", port: 5060), Listener(transport: .tcp, host: "0.0.0.0", port: 5060),
    ]
    /// The address that callers are told for signalling and media; nil: the one of the interface that leads to the caller.
    public var advertise: String?
    /// The UDP ports for media, in pairs.
    public var rtpPorts: ClosedRange<UInt16> = 20000...29999
    /// Who may call. Empty: nobody.
    public var trusted: [IPNetwork] = []
    /// What everybody else hears: nothing, or 403 and that only so often.
    public var strangers = StrangerPolicy.ignore
    /// Where calls are dialled to, by name.
    public var trunks: [String: Trunk] = [:]
    /// Which flow answers which number.
    public var routes: [Route] = []
    /// Where a queue's callers are handed to.
    public var queues: [QueueName: Queue] = [:]
    /// How queues hand out their callers, and the agents who take them.
    public var floor = FloorPlan()
    /// How agents are reached.
    public var agents: [AgentID: AgentLine] = [:]
    /// How agents' phones register.
    public var registrar = Registrar()
    /// Web addresses that `notify` names.
    public var targets: [String: Target] = [:]
    /// Headers of the INVITE that flows may read, lower case.
    public var headers: [String] = []
    /// Who speaks what has no recording.
    public var voices = Voices()
    /// Who writes down what was recorded; nil: nobody.
    public var transcription: Transcription?
    /// Where things lie.
    public var paths = Paths()
    /// Where the key for sensitive values in the database is; nil: in the database's folder.
    public var sealingKey: SecretPlace?
    /// How long records are kept.
    public var keep = Keep()
    /// Limits of media and calls.
    public var media = Media()
    /// Which calls are recorded as a whole.
    public var callRecording = CallRecording()
    /// How callers who speak are heard.
    public var recognition = Recognition()
    /// How logs look.
    public var log = Log()
    /// The socket on which `hotline agent` and `hotline queue` talk to the server; nil: nowhere.
    public var control: String?
    /// Where Prometheus reads; nil: nowhere.
    public var metrics: Address? = Address(host: "127.0.0.1", port: 9090)

    /// The shipped default: it trusts nobody and routes nothing.
    public init() {}

    /// A numeric address and a port.
    public struct Address: Sendable, Hashable, CustomStringConvertible {
        /// An IPv4 or IPv6 address.
        public var host: String
        /// The port; 0 for any free one.
        public var port: Int
        /// `127.0.0.1:9090`, `[::1]:9090`.
        public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// One place where SIP is answered.
    public struct Listener: Sendable, Hashable, CustomStringConvertible {
        /// How.
        public var transport: SIPTransportProtocol
        /// The local address; `0.0.0.0` or `::` for all of them.
        public var host: String
        /// The port.
        public var port: Int
        /// `udp 0.0.0.0:5060`.
        public var description: String { "\(transport.rawValue.lowercased()) \(Address(host: host, port: port))" }
    }

    /// A peer that takes calls.
    public struct Trunk: Sendable, Hashable {
        /// Its numeric address and port.
        public var address: Address
        /// How it is reached.
        public var transport: SIPTransportProtocol = .udp
        /// The number that calls to it come from; nil: the caller's own, or the user of the account.
        public var from: String?
        /// Who we are there, when it asks; nil where it knows us by our address.
        public var account: Account?

        /// A user of ours at a peer.
        public struct Account: Sendable, Hashable {
            /// The user's name there.
            public var user: String
            /// Where the password is.
            public var password: SecretPlace
        }
    }

    /// Which flow answers.
    public struct Route: Sendable, Hashable {
        /// Which called numbers it is for.
        public enum Match: Sendable, Hashable, CustomStringConvertible {
            /// This number.
            case number(String)
            /// Numbers that begin so.
            case prefix(String)
            /// All that no other route is for.
            case any

            /// `95128`, `123...`, `others`.
            public var description: String {
                switch self {
                case .number(let number): number
                case .prefix(let prefix): "\(prefix)..."
                case .any: "others"
                }
            }
        }
        /// Which called numbers it is for.
        public var match: Match
        /// The flow.
        public var flow: FlowName
        /// The language it begins in; nil: the flow's own.
        public var language: LanguageTag?
    }

    /// Where a queue's callers go.
    public struct Queue: Sendable, Hashable {
        /// A SIP address, or a number dialled on `trunk`; nil: the queue is in this server.
        public var target: String?
        /// The trunk, when the target is a number.
        public var trunk: String?
        /// Names of variables whose values travel with the call even though they are sensitive.
        public var shares: [VariableName] = []
    }

    /// A web address that `notify` names.
    public struct Target: Sendable, Hashable {
        /// Where it is posted to.
        public var url: String
        /// How long it may take [ms].
        public var timeout = 10_000
    }

    /// Where things lie.
    public struct Paths: Sendable, Hashable {
        /// The folder of flows.
        public var flows = "Flows"
        /// The folder with one folder of prompts for each language.
        public var prompts = "Prompts"
        /// The folder of calendars.
        public var calendars = "Calendars"
        /// The folder with one folder of speech models for each language.
        public var models = "Models"
        /// Where synthesised prompts are kept.
        public var cache = ".cache/prompts"
        /// The folder with one database of records for each tenant.
        public var database = "Records"
        /// A file that gets a line for each call, too; nil: none does.
        public var records: String?
        /// The folder for recordings.
        public var recordings = "Recordings"
    }

    /// Limits of media and calls.
    public struct Media: Sendable, Hashable {
        /// What every call is given.
        public var options = CallOptions()
        /// Real-time threads; nil: one less than the machine has cores.
        public var threads: Int?
        /// Calls at the same time.
        public var calls = 2000
        /// The part of the media slots that may be busy before new calls are refused with 503.
        public var load = 0.7
        /// The real-time class is asked for.
        public var realTime = true
    }

    /// How callers who speak are heard.
    public struct Recognition: Sendable, Hashable {
        /// Calls listen, in the languages that there is a model for.
        public var isOn = true
        /// Recognition threads; nil: one less than the machine has cores.
        public var threads: Int?
        /// How many callers are heard at the same time in each language.
        public var recognizers = 8
        /// When answers come later than this after the end of speech, nobody new is listened to [ms].
        public var answerDelay = 1000
    }

    /// How logs look.
    public struct Log: Sendable, Hashable {
        /// The lowest level that is written: trace, debug, info, notice, warning, error, critical.
        public var level = "info"
        /// Lines for people or JSON.
        public var format = Format.text

        /// How a log line looks.
        public enum Format: String, Sendable, CaseIterable {
            /// A line for people.
            case text
            /// One JSON object.
            case json
        }
    }
}
