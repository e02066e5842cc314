public import Audio

extension Endpointer {
    /// What became of the caller's speech; at most one a frame.
    ///
    /// ```
    /// onset -> confirmed -> ended
    ///      \-> retracted                   noAudio: at any time, once
    /// ```
    public enum Event: Hashable, Sendable {
        /// The caller probably speaks: duck the prompt, begin to recognise.
        ///
        /// The utterance begins `lead` frames before the present one; take them by ``Endpointer/pastFrame(_:)``, from `lead` down to 0.
        case onset(began: MediaTime, lead: Int)
        /// The caller speaks: stop the prompt.
        case confirmed
        /// It was no speech: raise the prompt again, drop what was recognised.
        case retracted
        /// The caller has finished; nothing more comes before ``Endpointer/listen(at:timers:bargeIn:)``.
        case ended(Ending)
        /// The line carries nothing: no packets, or nothing but exact zeros, since ``Endpointer/listen(at:timers:bargeIn:)``.
        case noAudio
    }

    /// How an utterance ended.
    public struct Ending: Hashable, Sendable {
        /// Why it is over.
        public enum Reason: Hashable, Sendable {
            /// Silence, and what was said may end here.
            case complete
            /// Silence, and something is missing, or nothing is known of the words.
            case incomplete
            /// It did not end in ``EndpointerTimers/maxSpeech``.
            case tooLong
            /// Its beginning lies so long before it was listened for that it is lost; said as soon as it is over, or too long.
            case tooSoon
        }

        /// Why it is over.
        public var reason: Reason
        /// When the voice began.
        public var began: MediaTime
        /// When the voice was last heard.
        public var fell: MediaTime
        /// By how much the voice was louder than the line [dB].
        public var signalToNoise: Decibels?

        /// An ending of its parts.
        public init(reason: Reason, began: MediaTime, fell: MediaTime, signalToNoise: Decibels? = nil) {
            self.reason = reason
            self.began = began
            self.fell = fell
            self.signalToNoise = signalToNoise
        }
    }
}
