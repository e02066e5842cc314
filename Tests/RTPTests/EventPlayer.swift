import Audio

@testable import RTP

/// Sends an ``EventScript`` to a session, a packet each 20 ms.
struct EventPlayer {
    var session = RTPSession(.usual())
    var downs = 0
    var ups = 0
    private var peer = Peer()
    private let origin: RTPTimestamp
    private let firstSequence: SequenceNumber
    private var start: RTPTimestamp
    private var keys = ""
    private var milliseconds = 0
    private var sent = [[UInt8]]()

    init(startingAt timestamp: UInt32, sequence: UInt16 = 100) {
        origin = RTPTimestamp(timestamp)
        start = origin
        peer.sequence = SequenceNumber(sequence)
        firstSequence = peer.sequence
    }

    /// Plays the script and returns the keys that went down.
    mutating func play(_ script: String) -> String {
        for word in script.split(separator: " ") {
            milliseconds += 20
            switch word {
            case "-": peer.sequence = peer.sequence.next
            case "|":
                for _ in 0..<10 {
                    milliseconds += 20
                    tick()
                }
            case "a": send(peer.audio())
            case "<": send(sent[sent.count - 2])
            default: send(packet(word))
            }
            tick()
        }
        return keys
    }

    private mutating func send(_ datagram: [UInt8]) {
        sent.append(datagram)
        _ = session.hear(datagram, at: milliseconds)
    }

    private mutating func tick() {
        var frame = AudioFrame.silence
        _ = session.playout(into: &frame, at: .milliseconds(milliseconds))
        for report in session.fetchKeys() {
            if report.change == .down {
                keys.append(report.digit.character)
                downs += 1
            } else {
                ups += 1
            }
        }
    }

    private mutating func packet(_ numbered: Substring) -> [UInt8] {
        let halves = numbered.split(separator: "#")
        let word = halves[0]
        if halves.count > 1, let number = Int(halves[1]) { peer.sequence = firstSequence.advanced(by: number) }
        var events = [TelephoneEvent]()
        var hasMarker = false
        for part in word.split(separator: "+") {
            let fields = part.split(separator: "@")
            if fields.count > 1, let place = Int(fields[1]) { start = origin.advanced(by: place * 160) }
            hasMarker = hasMarker || fields[0].contains("M")
            let numbers = fields[0].filter { $0.isNumber || $0 == ":" }.split(separator: ":").compactMap { Int($0) }
            events.append(
                TelephoneEvent(
                    code: UInt8(numbers[0]), isEnd: fields[0].contains("E"), volume: 10, duration: UInt16(numbers[1] * 160)))
        }
        return peer.events(events, at: start, marker: hasMarker)
    }
}
