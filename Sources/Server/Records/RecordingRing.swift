import Audio
import Synchronization

/// The sound of one recording on its way from the media thread to the disk: a fixed buffer behind a lock that is held for one frame's copy.
///
/// When the disk is slower than the caller the oldest frames are dropped and counted.
final class RecordingRing: Sendable {
    /// How long the disk may take [frames]: 5 s.
    static let capacity = 250

    private struct Frames {
        var samples: [Int16]
        var first = 0
        var count = 0
        var dropped = 0
    }
    private let frames = Mutex(Frames(samples: Array(repeating: 0, count: capacity * AudioFrame.sampleCount)))

    /// Adds a frame.
    func push(_ frame: AudioFrame) {
        frames.withLock { frames in
            if frames.count == Self.capacity {
                frames.first = (frames.first + 1) % Self.capacity
                frames.count -= 1
                frames.dropped += 1
            }
            let start = (frames.first + frames.count) % Self.capacity * AudioFrame.sampleCount
            for index in 0..<AudioFrame.sampleCount { frames.samples[start + index] = frame.samples[index] }
            frames.count += 1
        }
    }

    /// Moves everything that waits to the end of `samples` and returns how many frames had to be dropped since the last time.
    func drain(into samples: inout [Int16]) -> Int {
        frames.withLock { frames in
            for offset in 0..<frames.count {
                let start = (frames.first + offset) % Self.capacity * AudioFrame.sampleCount
                samples.append(contentsOf: frames.samples[start..<(start + AudioFrame.sampleCount)])
            }
            defer { frames.dropped = 0 }
            frames.count = 0
            return frames.dropped
        }
    }
}
