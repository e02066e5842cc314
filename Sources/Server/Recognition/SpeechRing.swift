import Audio
import CallEngine
import Synchronization

/// What a call hears of its caller, on its way from the media thread to a recognition thread: frames, and where utterances begin and end.
///
/// A fixed buffer behind a lock that is held for one frame's copy. Frames outside of utterances are kept as long as there is room, as an
/// utterance begins before it is noticed. When recognition is slower than the caller, the oldest frames are dropped and counted.
final class SpeechRing: Sendable {
    /// How long recognition may be behind, what an utterance reaches back included [frames]: 2.5 s.
    static let capacity = 128
    /// Beginnings and ends that may wait; an utterance has two.
    private static let markCapacity = 16

    /// What comes next.
    enum Item: Equatable {
        /// A frame of the utterance; it was copied.
        case frame
        /// An utterance begins; its first frame follows.
        case began(utterance: Int)
        /// It ends here; when the media thread said so [ns, monotonic].
        case ended(utterance: Int, at: Int64)
        /// Nobody wants it any more.
        case dropped(utterance: Int)
    }

    private struct Mark {
        var item: Item
        /// The frame that it stands before, counted from the first one.
        var position: Int

        var isBeginning: Bool {
            if case .began = item { true } else { false }
        }
    }
    private struct Sound {
        var samples: [Int16]
        var marks: [Mark] = []
        /// Frames that were pushed.
        var written = 0
        /// The frame that is to be heard next; nil outside of utterances.
        var next: Int?
        var lost = 0

        /// Goes over a mark: between a beginning and an end there are frames to be heard.
        mutating func pass(_ mark: Mark) {
            guard mark.isBeginning else {
                next = nil
                return
            }
            let first = max(mark.position, written - capacity)
            lost += first - mark.position
            next = first
        }
    }
    private let sound: Mutex<Sound>

    /// Makes room, so that nothing has to be made when frames come.
    init() {
        var sound = Sound(samples: Array(repeating: 0, count: Self.capacity * AudioFrame.sampleCount))
        sound.marks.reserveCapacity(Self.markCapacity)
        self.sound = Mutex(sound)
    }

    /// Adds a frame.
    func push(_ frame: AudioFrame) {
        sound.withLock { sound in
            if let next = sound.next, sound.written - next == Self.capacity {
                sound.next = next + 1
                sound.lost += 1
            }
            let start = sound.written % Self.capacity * AudioFrame.sampleCount
            for index in 0..<AudioFrame.sampleCount { sound.samples[start + index] = frame.samples[index] }
            sound.written += 1
        }
    }

    /// Marks where an utterance begins, ends or is dropped; the frame that was pushed last is the present one.
    func mark(_ mark: UtteranceMark, utterance: Int, at now: Int64) {
        sound.withLock { sound in
            // Only a thread that stands still leaves so many: what they mean is over.
            guard sound.marks.count < Self.markCapacity else { return }
            switch mark {
            case .began(let lead):
                let position = max(0, sound.written - 1 - max(0, lead))
                sound.marks.append(Mark(item: .began(utterance: utterance), position: position))
            case .ended: sound.marks.append(Mark(item: .ended(utterance: utterance, at: now), position: sound.written))
            case .dropped: sound.marks.append(Mark(item: .dropped(utterance: utterance), position: 0))
            }
        }
    }

    /// Takes what comes next; a frame is copied into `frame`. Nil when there is nothing new.
    func next(into frame: inout AudioFrame) -> Item? {
        sound.withLock { sound in
            if let mark = sound.marks.first, sound.next.map({ mark.position <= $0 }) ?? true || mark.isBeginning {
                sound.marks.removeFirst()
                sound.pass(mark)
                return mark.item
            }
            guard let next = sound.next, next < sound.written else { return nil }
            let start = next % Self.capacity * AudioFrame.sampleCount
            for index in 0..<AudioFrame.sampleCount { frame.samples[index] = sound.samples[start + index] }
            sound.next = next + 1
            return .frame
        }
    }

    /// Takes the number of frames that were lost since it was asked last.
    func takeLost() -> Int {
        sound.withLock { sound in
            defer { sound.lost = 0 }
            return sound.lost
        }
    }
}
