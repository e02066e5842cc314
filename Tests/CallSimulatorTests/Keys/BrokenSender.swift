import Audio
import RTP

@testable import CallSimulator

/// Makes the packets of a ``SenderDiagram``, column by column.
struct BrokenSender {
    /// A packet and the key that it tells of, counted from 0; nil for sound.
    struct Packet {
        var datagram: Datagram
        var press: Int?
        var isLost = false
    }

    /// What is known of the key whose event is being sent.
    private struct Press {
        var digit: DTMFDigit
        var number: Int
        var timestamp: UInt32
        var frames = 0
        var packets = 0
        var isOver = false
    }

    private static let ssrc: UInt32 = 0x2222_2222

    private let diagram: SenderDiagram
    private var noise = ComfortNoise(level: -58, seed: 3)
    private var tone: (key: Character, generator: ToneGenerator)?
    private var sequence: UInt16 = 65_500
    private var ownSequence: UInt16 = 7
    private var clock: UInt32 = 0xffff_f000
    private var press: Press?
    private var presses = 0

    init(_ diagram: SenderDiagram) {
        self.diagram = diagram
    }

    /// The packets of the next column; before the first and after the last the line is silent.
    mutating func packets(_ column: Int) -> [Packet] {
        defer { clock &+= 160 }
        var packets: [Packet] = []
        // By the book an event takes the place of the sound.
        let isSilent = diagram.sound.isEmpty && symbol(diagram.event, column) != "."
        let sound = isSilent ? "_" : symbol(diagram.sound, column)
        if sound == "." || DTMFDigit(sound) != nil { packets.append(Packet(datagram: audio(sound))) }
        if let packet = event(symbol(diagram.event, column)) { packets.append(packet) }
        return packets
    }

    /// The key that an INFO tells of in this column.
    func info(_ column: Int) -> DTMFDigit? { DTMFDigit(symbol(diagram.info, column)) }

    private func symbol(_ row: [Character], _ column: Int) -> Character {
        row.indices.contains(column) ? row[column] : "."
    }

    private mutating func audio(_ key: Character) -> Datagram {
        if tone?.key != key { tone = DTMFDigit(key).map { (key, ToneGenerator($0)) } }
        var frame = noise.next()
        if let sound = tone?.generator.next() { frame.mix(sound) }
        let payload = (0..<AudioFrame.sampleCount).map { G711.encode(frame[$0], .mu) }
        return datagram(payload, type: 0, timestamp: clock, ssrc: Self.ssrc, marker: false)
    }

    private mutating func event(_ symbol: Character) -> Packet? {
        if symbol == "e" { return update(isEnd: true) }
        if symbol == "-" || symbol == "x" {
            var packet = update(isEnd: symbol == "x")
            packet?.isLost = true
            return packet
        }
        guard let digit = DTMFDigit(symbol) else {
            press?.isOver = true
            return nil
        }
        if press?.digit != digit || press?.isOver ?? true { begin(digit) }
        return update(isEnd: false)
    }

    private mutating func begin(_ digit: DTMFDigit) {
        let timestamp: UInt32 =
            switch diagram.timestamps {
            case .book, .eachPacket: clock
            case .same: 5000
            case .jump: clock &+ UInt32(presses + 1) &* 0x1357_9bdf
            }
        press = Press(digit: digit, number: presses, timestamp: timestamp)
        presses += 1
    }

    private mutating func update(isEnd: Bool) -> Packet? {
        guard var now = press else { return nil }
        defer { press = now }
        if !isEnd || !now.isOver { now.frames += 1 }
        // The next segment of a long key (RFC 4733, section 2.5.1.3).
        if now.frames * 160 > 0xffff {
            now.timestamp &+= 0xffff
            now.frames -= 0xffff / 160
        }
        now.packets += 1
        now.isOver = isEnd
        let hasMarker = diagram.marker == .all || (diagram.marker == .book && now.packets == 1)
        let duration = duration(frames: now.frames, isEnd: isEnd)
        let payload: [UInt8] = [now.digit.eventCode, isEnd ? 0x8a : 0x0a, UInt8(duration >> 8), UInt8(duration & 255)]
        let timestamp = diagram.timestamps == .eachPacket ? clock : now.timestamp
        let octets = datagram(payload, type: 101, timestamp: timestamp, ssrc: source(of: now), marker: hasMarker)
        return Packet(datagram: octets, press: now.number)
    }

    private func duration(frames: Int, isEnd: Bool) -> Int {
        let right = min(frames * 160, 0xffff)
        return switch diagram.durations {
        case .book: right
        case .zero: isEnd ? right : 0
        case .milliseconds: frames * 20
        case .stuck: 800
        case .swapped: right >> 8 | (right & 255) << 8
        case .short: isEnd ? 160 : right
        }
    }

    private func source(of press: Press) -> UInt32 {
        switch diagram.source {
        case .book: Self.ssrc
        case .other: 0x3333_3333
        case .eachKey: 0x3333_3333 &+ UInt32(press.number)
        }
    }

    private mutating func datagram(_ payload: [UInt8], type: UInt8, timestamp: UInt32, ssrc: UInt32, marker: Bool) -> Datagram {
        let isOwn = ssrc != Self.ssrc
        let number = isOwn ? ownSequence : sequence
        if isOwn { ownSequence &+= 1 } else { sequence &+= 1 }
        let header = [0x80, type | (marker ? 0x80 : 0)] + octets(UInt32(number)).suffix(2) + octets(timestamp) + octets(ssrc)
        var datagram = Datagram()
        for (index, octet) in (header + payload).enumerated() { datagram.octets[index] = octet }
        datagram.count = header.count + payload.count
        return datagram
    }

    private func octets(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
