import Audio
import AudioFiles

/// One recording that is being written: its frames go to their places on the time line, and where there are none there is silence.
///
/// A frame that cannot be written is lost, and the next one that can be written stands where it belongs all the same.
struct RecordingTake: ~Copyable {
    /// Where frames come from.
    let ring: RecordingRing
    /// The gaps so far.
    private(set) var gaps = RecordingGaps()
    /// Frames that were dropped because the disk was slow, and those that it did not take, since it was asked last.
    var slow = 0
    /// Frames that the disk did not take.
    var refused = 0
    /// Why the disk took nothing the last time; nil when it did.
    private(set) var failure: String?
    private var writer: SoundFileWriter
    private var samples: [Int16] = []
    private var numbers: [Int64] = []

    /// Begins in an empty file.
    init(fileDescriptor: Int32, ring: RecordingRing) throws(SoundFileError) {
        self.ring = ring
        writer = try SoundFileWriter(fileDescriptor: fileDescriptor, channels: ring.channels)
    }

    /// How long it is [frames].
    var length: Int64 { Int64(writer.count / AudioFrame.sampleCount) }

    /// Writes what waits in the ring.
    mutating func drain() {
        samples.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        slow += ring.drain(into: &samples, numbers: &numbers)
        var first = 0
        while first < numbers.count {
            var end = first + 1
            while end < numbers.count, numbers[end] == numbers[end - 1] + 1 { end += 1 }
            write(first..<end)
            first = end
        }
    }

    /// Closes the file; what was lost at its end is lost.
    mutating func finish(synchronizing: Bool) {
        do throws(SoundFileError) {
            try writer.finish(synchronizing: synchronizing)
        } catch {
            failure = failure ?? "\(error)"
        }
    }

    /// Writes frames that follow one another, to their place.
    private mutating func write(_ run: Range<Int>) {
        let size = ring.channels * AudioFrame.sampleCount
        let waiting = samples
        do throws(SoundFileError) {
            let missing = numbers[run.lowerBound] - length
            if missing > 0 {
                let begin = length
                try writer.appendSilence(Int(missing) * AudioFrame.sampleCount)
                gaps.add(begin, count: missing)
            }
            try writer.append(waiting.span.extracting((run.lowerBound * size)..<(run.upperBound * size)))
            failure = nil
        } catch {
            failure = "\(error)"
            refused += run.count
        }
    }
}

/// Where a recording is silent because there was nothing to be written.
struct RecordingGaps: Hashable, Sendable, Codable {
    /// One of them.
    struct Gap: Hashable, Sendable, Codable {
        /// Where it begins [ms].
        var at: Int
        /// How long it is [ms].
        var length: Int
    }

    /// More are counted and not listed.
    static let mostListed = 1000

    /// The first ones.
    private(set) var listed: [Gap] = []
    /// How many there are.
    private(set) var count = 0
    /// How long they are together [ms].
    private(set) var total = 0

    /// Adds one [frames].
    mutating func add(_ begin: Int64, count length: Int64) {
        let gap = Gap(at: Int(begin) * 20, length: Int(length) * 20)
        count += 1
        total += gap.length
        if listed.count < Self.mostListed { listed.append(gap) }
    }
}
