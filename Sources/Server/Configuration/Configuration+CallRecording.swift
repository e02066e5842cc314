import AudioFiles
import CallEngine
import Diagnostics
import IVR

extension Configuration {
    /// Which calls are recorded as a whole, and how.
    public struct CallRecording: Sendable, Hashable {
        /// Every call is, from its answer on; otherwise those that a flow or a queue wants.
        public var isForAll = false
        /// The queues whose conversations are recorded.
        public var queues: Set<QueueName> = []
        /// In which form recordings are kept.
        public var format = SoundFile.Format.wav
        /// The prompt that says so to the caller; nil: none does.
        public var announcement: PromptName? = "call-is-recorded"
    }

    static let callRecordingKeys = KeyTable(
        "`call-recording`",
        [
            Key("calls", .choice(["all", "asked"]), "`all`, or those that flows and queues ask for"),
            Key("format", .choice(SoundFile.Format.allCases.map(\.rawValue)), "in which form recordings are kept"),
            Key("announcement", .text, "the prompt that tells the caller, or `off`"),
        ])
}

extension ConfigurationReader {
    /// Which calls are recorded as a whole.
    mutating func readCallRecording() {
        guard let map = map.mapping("call-recording", &findings) else { return }
        configuration.callRecording.isForAll = map.choice("calls", &findings)?.value == "all"
        let format = map.choice("format", &findings).flatMap { SoundFile.Format(rawValue: $0.value) }
        configuration.callRecording.format = format ?? configuration.callRecording.format
        guard let announcement = map.text("announcement", &findings) else { return }
        configuration.callRecording.announcement = announcement.value == "off" ? nil : PromptName(announcement.value)
    }
}

extension Configuration.CallRecording {
    /// What calls are told of it.
    func apply(to options: inout CallOptions) {
        options.recordsAll = isForAll
        options.recordedQueues = queues
        options.tapeNotice = announcement
        options.tapeSuffix = format.rawValue
    }

    /// Whether any call of these flows may be recorded.
    func isUsed(by flows: some Collection<Flow>) -> Bool {
        isForAll || !queues.isEmpty || flows.contains { $0.recordsCalls }
    }

    /// Why callers would not be told in a language that the flows speak; nil when they are.
    func obstacle(flows: some Collection<Flow>, prompts: [LanguageTag: Set<PromptName>]) -> String? {
        guard let announcement, isUsed(by: flows) else { return nil }
        let languages = Set(flows.flatMap(\.languages)).sorted { $0.description < $1.description }
        guard let language = languages.first(where: { prompts[$0]?.contains(announcement) != true }) else { return nil }
        return "calls are recorded, and the prompt `\(announcement)` that says so is not there in \(language); "
            + "name another one with `call-recording: { announcement: ... }`, or say `off`"
    }
}
