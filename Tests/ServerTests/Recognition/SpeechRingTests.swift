import Audio
import Testing

@testable import Server

@Suite struct `The ring of speech` {
    /// Takes everything that is there; frames are named by their first sample.
    private func drain(_ ring: SpeechRing) -> [String] {
        var frame = AudioFrame.silence
        var seen: [String] = []
        while let item = ring.next(into: &frame) {
            switch item {
            case .frame: seen.append("\(frame.samples[0])")
            case .began(let utterance): seen.append("began \(utterance)")
            case .ended(let utterance, let moment): seen.append("ended \(utterance) at \(moment)")
            case .dropped(let utterance): seen.append("dropped \(utterance)")
            }
        }
        return seen
    }

    private func push(_ numbers: ClosedRange<Int16>, to ring: SpeechRing) {
        for number in numbers { ring.push(AudioFrame(repeating: number)) }
    }

    @Test func `has nothing to be heard outside of utterances`() {
        let ring = SpeechRing()
        push(1...300, to: ring)
        #expect(drain(ring) == [])
        #expect(ring.takeLost() == 0)
    }

    @Test func `begins an utterance before it was noticed, and ends it with its last frame`() {
        let ring = SpeechRing()
        push(1...10, to: ring)
        ring.mark(.began(lead: 3), utterance: 1, at: 0)
        #expect(drain(ring) == ["began 1", "7", "8", "9", "10"])
        push(11...12, to: ring)
        ring.mark(.ended, utterance: 1, at: 77)
        push(13...14, to: ring)
        #expect(drain(ring) == ["11", "12", "ended 1 at 77"])
        push(15...16, to: ring)
        #expect(drain(ring) == [])
    }

    @Test func `holds several utterances for a thread that is late, with frames that belong to two`() {
        let ring = SpeechRing()
        push(1...5, to: ring)
        ring.mark(.began(lead: 0), utterance: 1, at: 0)
        push(6...7, to: ring)
        ring.mark(.ended, utterance: 1, at: 1)
        ring.mark(.began(lead: 1), utterance: 2, at: 0)
        push(8...8, to: ring)
        ring.mark(.dropped, utterance: 2, at: 2)
        #expect(drain(ring) == ["began 1", "5", "6", "7", "ended 1 at 1", "began 2", "dropped 2"])
    }

    @Test func `loses the oldest frames when nobody comes, and says how many`() {
        let ring = SpeechRing()
        push(1...1, to: ring)
        ring.mark(.began(lead: 0), utterance: 1, at: 0)
        push(2...200, to: ring)
        let first = 200 - Int16(SpeechRing.capacity) + 1
        #expect(drain(ring) == ["began 1"] + (first...200).map { "\($0)" })
        #expect(ring.takeLost() == Int(first) - 1)
        push(201...400, to: ring)
        ring.mark(.ended, utterance: 1, at: 5)
        let later = 400 - Int16(SpeechRing.capacity) + 1
        #expect(drain(ring) == (later...400).map { "\($0)" } + ["ended 1 at 5"])
        #expect(ring.takeLost() == Int(later) - 201)
        #expect(ring.takeLost() == 0)
    }

    @Test func `takes a lead for what it is, however long`() {
        let ring = SpeechRing()
        push(1...2, to: ring)
        ring.mark(.began(lead: .max), utterance: 1, at: 0)
        #expect(drain(ring) == ["began 1", "1", "2"])
        ring.mark(.began(lead: -5), utterance: 2, at: 0)
        #expect(drain(ring) == ["began 2", "2"])
    }

    @Test func `keeps only so many marks`() {
        let ring = SpeechRing()
        push(1...1, to: ring)
        for utterance in 1...1000 { ring.mark(.dropped, utterance: utterance, at: 0) }
        #expect(drain(ring).count == 16)
    }
}
