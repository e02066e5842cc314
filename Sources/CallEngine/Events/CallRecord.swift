/// What is kept of a call when it is over: one JSON line.
public struct CallRecord: Hashable, Sendable, Codable {
    /// The call's own identifier.
    public var id: String
    /// The caller's number, empty when withheld.
    public var from: String
    /// The caller's display name, or empty.
    public var name: String
    /// The number that was called.
    public var to: String
    /// The number the call was diverted from, or empty.
    public var diversion: String
    /// The flow that answered.
    public var flow: String
    /// The language at the end.
    public var language: String
    /// When the call came in.
    public var started: WallTime
    /// How long it was until it was answered [ms]; nil when it never was.
    public var answeredAfter: Int?
    /// How long the whole call was [ms].
    public var duration: Int
    /// The steps that were walked, in order; the last ones when there were very many.
    public var path: [String]
    /// The prompts that were begun, in order; likewise.
    public var prompts: [String]
    /// What was collected, `***` where it is sensitive.
    public var collected: [String: String]
    /// Keys that were heard, and of these the sensitive ones.
    public var keys: KeyCount
    /// The tones of the last keys that were heard in the sound; the keys themselves are not in it.
    public var tones: [KeyTone]
    /// The last sounds that resembled a key and were none; empty where keys are not explained (log level `debug`).
    public var refusedTones: [RefusedTone]
    /// The last things that the caller said to questions, with what was understood of them.
    public var spoken: [HeardSpeech]
    /// The media of the caller's leg, then of the partner's when there was one.
    public var media: [LegQuality]
    /// The partner's side: what was dialled and for how long both spoke.
    public var partners: [Partner]
    /// Third parties of a talk, in the order in which they came; nil when there was none.
    public var guests: [Guest]?
    /// The recordings made.
    public var recordings: [Recording]
    /// Who ended it and why.
    public var ending: CallEnding

    /// How many keys were heard.
    public struct KeyCount: Hashable, Sendable, Codable {
        /// All of them.
        public var heard = 0
        /// Those of sensitive answers.
        public var sensitive = 0
        /// How often the caller's telephone reported a key by each way; a key that comes by two ways counts in both.
        public var reports = Reports()

        /// Reports of keys by the ways they came.
        public struct Reports: Hashable, Sendable, Codable {
            /// Telephone events.
            public var event = 0
            /// Tones in the sound.
            public var tone = 0
            /// SIP INFO.
            public var info = 0
        }
    }

    /// Somebody the call was connected to, or was meant to be.
    public struct Partner: Hashable, Sendable, Codable {
        /// The queue or target, `***` when it is sensitive.
        public var target: String
        /// How it came out: `answered`, or why not.
        public var outcome: String
        /// How long both spoke [ms].
        public var talked = 0
        /// How long the caller waited in the queue, until both spoke or he left it [ms]; nil for what is no queue.
        public var waited: Int?
        /// What the queue said of the wait, the last times when it did so often.
        public var told: [Told] = []
        /// The number that he wanted to be called back at, `***` when it is sensitive; nil when he did not.
        public var callback: String?

        init(target: String) {
            self.target = target
            outcome = ""
        }
    }

    /// A third party: a supervisor, or somebody whom the agent asked.
    public struct Guest: Hashable, Sendable, Codable {
        /// The supervisor's name, or the number that was dialled.
        public var name: String
        /// When he came, or was dialled, from the start of the call [ms].
        public var at: Int
        /// Who heard him from when on; empty when he never came.
        public var modes: [Mode] = []
        /// When he was gone, or took the agent's place [ms].
        public var until: Int?
        /// Why he never came; nil when he did.
        public var failure: String?
        /// How his leg went; nil when he took the agent's place, or never came.
        public var media: LegQuality?

        /// Who heard a third party from when on.
        public struct Mode: Hashable, Sendable, Codable {
            /// When, from the start of the call [ms].
            public var at: Int
            /// How he took part.
            public var mode: GuestMode
        }
    }

    /// What a queue said of a wait.
    public struct Told: Hashable, Sendable, Codable {
        /// When, from the start of the call [ms].
        public var at: Int
        /// The caller's place, from 1.
        public var place: Int
        /// The shortest time he still had to expect [ms]; nil when nobody could say.
        public var soonest: Int?
        /// The longest [ms].
        public var latest: Int?
        /// Why it was longer than before; nil when it was not.
        public var worsening: String?
    }

    /// A recording.
    public struct Recording: Hashable, Sendable, Codable {
        /// The variable it was made for; `call` for a recording of the whole call.
        public var name: String
        /// Where it is, as the recorder calls it; empty when it was not kept.
        public var file: String
        /// How long it is [ms].
        public var duration: Int
        /// How much of it is silent because it was sensitive, or because the recording rested [ms]; only for whole calls.
        public var silenced: Int?
    }
}
