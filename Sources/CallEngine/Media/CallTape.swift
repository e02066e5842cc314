import Audio
import Recognition

/// The recording of a whole call: both parties on one time line, frame by frame.
///
/// ```
/// tick n:  caller's frame ---> key tones out, 80 ms late ---+
///          frame sent to him -> kept for 80 ms -------------+--> frame n - 4 of the file, left and right
/// ```
/// Both ways are equally late, so that what belongs together stays together. A frame has the number of its tick: a tick that never came
/// leaves a number out, and the recorder puts silence there.
struct CallTape: Sendable {
    /// How long a sensitive passage goes on in the recording: the rest of what was said, and the echo of what was read back.
    static let tail = MediaTime.milliseconds(500)
    /// The frames that wait until it is sure that no key's tone is in them.
    private static let depth = 4

    /// What is known of it.
    let request: TapeRequest
    private var squelch: KeyToneSquelch
    private var heard = InlineArray<4, AudioFrame>(repeating: .silence)
    private var isSilenced = InlineArray<4, Bool>(repeating: false)
    private var numbers = InlineArray<4, Int64>(repeating: -1)
    private var oldest = 0
    /// How often the delay line has to move yet until it is empty.
    private var rest = CallTape.depth
    private var ready = TapeFrame()
    private var isReady = false
    private var isOver = false
    /// How many frames went in.
    private(set) var taken: Int64 = 0
    /// How many of them are silent since they are nobody's business.
    private(set) var silenced: Int64 = 0
    /// Whether everything is silenced.
    var isPaused = false

    /// A recording whose first frame is that of the next tick.
    init(_ request: TapeRequest, seed: UInt64) {
        self.request = request
        squelch = KeyToneSquelch(seed: seed)
    }

    /// How long it is.
    var length: MediaTime { MediaTime(samples: taken * Int64(AudioFrame.sampleCount)) }

    /// Takes what the caller said in this tick, and since when a key of his is down, and what he was sent.
    mutating func take(
        _ caller: borrowing AudioFrame, keySince onset: MediaTime?, heard other: borrowing AudioFrame, isSensitive: Bool, at now: MediaTime
    ) {
        guard !isOver else { return }
        let left = squelch.process(caller, endingAt: now, keySince: onset)
        hand(over: left)
        let number = (now - request.begins).samples / Int64(AudioFrame.sampleCount) - 1
        let isSilent = isSensitive || isPaused
        heard[oldest] = copy other
        isSilenced[oldest] = isSilent
        numbers[oldest] = number
        oldest = (oldest + 1) % CallTape.depth
        taken = number + 1
        if isSilent { silenced += 1 }
    }

    /// Nothing follows; what is in the delay line comes out yet.
    mutating func finish() {
        isOver = true
    }

    /// Moves the next frame out; false when there is none now.
    mutating func next(into frame: inout TapeFrame) -> Bool {
        while isOver, !isReady, rest > 0 {
            let left = squelch.process(.silence, endingAt: .zero, keySince: nil)
            hand(over: left)
            oldest = (oldest + 1) % CallTape.depth
            rest -= 1
        }
        guard isReady else { return false }
        isReady = false
        frame = ready
        return true
    }

    /// The oldest frame comes out: silent on both sides when it is sensitive.
    private mutating func hand(over left: borrowing AudioFrame) {
        // In the first 80 ms there is none.
        guard numbers[oldest] >= 0 else { return }
        ready.number = numbers[oldest]
        ready.caller = isSilenced[oldest] ? .silence : copy left
        ready.heard = isSilenced[oldest] ? .silence : heard[oldest]
        isReady = true
    }
}
