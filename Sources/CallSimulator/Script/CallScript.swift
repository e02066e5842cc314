public import Audio
public import CallEngine
public import IVR

/// One call as a file tells it: who calls, what they do, what the world outside answers, and what is expected.
public struct CallScript: Sendable {
    /// What the call is about; the first line of its report.
    public var title = ""
    /// The caller's number.
    public var from = "+8613800138000"
    /// The number that is called.
    public var to = "95128"
    /// How often the caller has called today, this call included; nil: this is the first call of a number that is shown.
    public var callsToday: Int?
    /// How long ago the caller's call before this one began [s].
    public var sinceLastCall: Int?
    /// The queue that the caller was in last.
    public var lastQueue = ""
    /// When the call comes in; what the civil clock says then.
    public var at = CallScript.ordinaryDay
    /// The language the route asks for.
    public var language: LanguageTag?
    /// What the caller presses and says, in order.
    public var plan = CallerPlan()
    /// How their telephone says so.
    public var method = KeyMethod.rfc4733
    /// Sound files that they play, each from a moment on.
    public var sounds: [SoundFile] = []
    /// How loud it is where they are [dBm0]; nil: nothing is heard but the line.
    public var noise: Int?
    /// When they hang up, if they do so by themselves.
    public var hangsUp: MediaTime?
    /// The network between them and the server.
    public var network = NetworkConditions()
    /// Where the simulation stops before the call's end.
    public var until: Simulation.Limit?
    /// What the world outside answers.
    public var world = OutsideWorld()
    /// What is expected, in this order.
    public var expectations: [Expectation] = []

    /// A file that the caller plays.
    public struct SoundFile: Hashable, Sendable {
        /// Where it is, seen from the script.
        public var path: String
        /// When it begins.
        public var start: MediaTime

        /// A file from a moment on.
        public init(path: String, start: MediaTime) {
            self.path = path
            self.start = start
        }
    }

    /// How loud it may be where a caller is [dBm0].
    public static let noises = -60...(-10)

    /// A Tuesday morning in Shanghai, when no script says otherwise: 2026-03-03T10:00+08:00.
    public static let ordinaryDay = WallTime(milliseconds: 1_772_503_200_000)

    /// A caller who does nothing, and a world that answers with the defaults.
    public init() {}

    /// The caller, with the sound of the files: those that begin at a time, and those that the plan names.
    public func caller(sounds: [CallerSound], clips: [String: [Int16]] = [:]) -> SimulatedCaller {
        var caller = SimulatedCaller()
        caller.plan = plan
        caller.clips = clips
        caller.method = method
        caller.sounds = sounds
        caller.noise = noise.map { Decibels(Double($0)) }
        caller.hangsUp = hangsUp
        caller.network = network
        return caller
    }
}
