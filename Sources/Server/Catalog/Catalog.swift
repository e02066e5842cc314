import Calendars
import CallEngine
import IVR
import Recognition
import Synchronization

/// The flows and prompts that calls are made of, in the versions of this moment.
///
/// Everything in it is immutable; a new version takes the place of the old one as a whole, and a call keeps what it began with.
final class Catalog: Sendable {
    /// One version.
    struct Version: Sendable {
        /// The flows that are valid.
        var flows: [FlowName: Flow] = [:]
        /// The sounds.
        var prompts = PromptLibrary(clips: [:])
        /// The names of prompts by language.
        var promptNames: [LanguageTag: Set<PromptName>] = [:]
        /// The calendars.
        var calendars: [CalendarName: OpeningCalendar] = [:]
        /// What can be said to the flows; nil where nobody listens.
        var questions: SpokenQuestions?
        /// What tells voices from other sounds; nil where they are told by the shape of their sound.
        var voice: VoiceNetwork?
        /// Routes that would lead nowhere after a restart.
        var strays: Set<StrayRoute> = []
    }

    private let version: Mutex<Version>

    /// A catalog that begins with a version.
    init(_ version: Version) {
        self.version = Mutex(version)
    }

    /// What there is now.
    var current: Version { version.withLock { $0 } }

    /// Puts another version in place of the old one.
    func replace(_ next: Version) {
        version.withLock { $0 = next }
    }

    /// A flow with all that a call of it needs.
    func flow(_ name: FlowName) -> ServedFlow? {
        let version = current
        return version.flows[name].map { ServedFlow(flow: $0, version: version) }
    }
}

/// A flow in the version that a new call gets.
struct ServedFlow: Sendable {
    /// The flow.
    var flow: Flow
    /// What is around it.
    var version: Catalog.Version

    /// Everything a call is born with.
    func setup(_ facts: CallFacts, media: LegMedia?, started: WallTime, seed: UInt64, options: CallOptions) -> CallSetup {
        let machine = FlowMachine(flow: flow, flows: version.flows, facts: facts, prompts: version.promptNames)
        return CallSetup(
            facts: facts, machine: machine, flow: flow.name, prompts: version.prompts, calendars: version.calendars, voice: version.voice,
            started: started, media: media, seed: seed, options: options)
    }
}
