import Audio
import CallEngine
import Synchronization

/// The sound of one recording on its way from the media thread to the disk: a fixed buffer behind a lock that is held for one frame's copy.
///
/// Each frame has its number on the recording's time line. When the disk is slower than the call, new frames are dropped and counted; the
/// numbers tell where they are missing.
final class RecordingRing: Sendable {
    /// How long the disk may take [frames]: 5 s.
    static let capacity = 250

    /// Memory that is first touched when it is needed: to clear it would hold up the media thread.
    private struct Frames: ~Copyable {
        let samples: UnsafeMutableBufferPointer<Int16>
        var numbers = [Int64](repeating: 0, count: RecordingRing.capacity)
        var first = 0
        var count = 0
        var dropped = 0
        /// The number of the next frame that has none of its own.
        var next: Int64 = 0

        init(channels: Int) {
            samples = .allocate(capacity: RecordingRing.capacity * channels * AudioFrame.sampleCount)
        }

        deinit { samples.deallocate() }

        /// The place for a frame; nil when there is none.
        mutating func place(for number: Int64) -> Int? {
            next = number + 1
            guard count < RecordingRing.capacity else {
                dropped += 1
                return nil
            }
            let place = (first + count) % RecordingRing.capacity
            numbers[place] = number
            count += 1
            return place
        }
    }

    /// 1, or 2 whose samples stand in turn.
    let channels: Int
    private let frames: Mutex<Frames>

    /// An empty ring.
    init(channels: Int = 1) {
        self.channels = channels
        frames = Mutex(Frames(channels: channels))
    }

    /// Adds the next frame of a recording of one channel.
    func push(_ frame: AudioFrame) {
        frames.withLock { frames in
            guard let place = frames.place(for: frames.next) else { return }
            let start = place * AudioFrame.sampleCount
            for index in 0..<AudioFrame.sampleCount { frames.samples[start + index] = frame.samples[index] }
        }
    }

    /// Adds a frame of a recording of two channels.
    func push(_ frame: borrowing TapeFrame) {
        let (left, right) = (frame.caller.samples.span, frame.heard.samples.span)
        let number = frame.number
        frames.withLock { frames in
            guard let place = frames.place(for: number) else { return }
            let start = place * AudioFrame.sampleCount * 2
            for index in 0..<AudioFrame.sampleCount {
                frames.samples[start + index * 2] = left[index]
                frames.samples[start + index * 2 + 1] = right[index]
            }
        }
    }

    /// Moves everything that waits to the ends of `samples` and `numbers`, and returns how many frames were dropped since the last time.
    func drain(into samples: inout [Int16], numbers: inout [Int64]) -> Int {
        frames.withLock { frames in
            let size = channels * AudioFrame.sampleCount
            for offset in 0..<frames.count {
                let place = (frames.first + offset) % Self.capacity
                numbers.append(frames.numbers[place])
                samples.append(contentsOf: UnsafeMutableBufferPointer(rebasing: frames.samples[(place * size)..<((place + 1) * size)]))
            }
            defer { frames.dropped = 0 }
            frames.first = (frames.first + frames.count) % Self.capacity
            frames.count = 0
            return frames.dropped
        }
    }
}
