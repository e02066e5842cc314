import Audio
import RTP

@testable import CallEngine
@testable import CallSimulator

/// A call from a ``BrokenSender``: its packets go through a network into a leg as in a live call, a tick each 20 ms.
struct SenderCall {
    /// A key that the flow was told of.
    struct Heard: Hashable, CustomStringConvertible {
        var digit: DTMFDigit
        /// From the first column [ms].
        var time: Int
        var description: String { "\(digit)@\(time)" }
    }

    /// The line is open for so long before the first column, and stays so after the last [columns].
    static let before = 5
    static let after = 20

    private(set) var heard: [Heard] = []
    /// The keys of which an event packet arrived, by their number.
    private(set) var arrived: Set<Int> = []
    private var leg: MediaLeg
    private var network: NetworkEmulator
    private var numbers: [UInt64: Int] = [:]

    init(through conditions: NetworkConditions = NetworkConditions()) {
        let address = TransportAddress(192, 0, 2, 1, port: 4000)
        var noise = ComfortNoise(seed: 1)
        leg = MediaLeg(
            media: LegMedia(law: .mu, remote: address), identity: MediaLeg.Identity(seed: 5, name: "c1"),
            noise: PromptAudio(samples: (0..<800).map { _ in noise.nextSample() }), options: CallOptions(), at: .zero)
        network = NetworkEmulator(conditions)
    }

    /// The whole call.
    static func play(_ diagram: SenderDiagram, through conditions: NetworkConditions) -> SenderCall {
        var call = SenderCall(through: conditions)
        var sender = BrokenSender(diagram)
        for column in -before..<(diagram.length + after) {
            call.tick(column, sender.packets(column), info: sender.info(column))
        }
        return call
    }

    /// The whole call, where `fate` says of each event packet by how many columns it is late, or nil when it is lost.
    static func play(_ diagram: SenderDiagram, fate: (Int) -> Int?) -> SenderCall {
        var call = SenderCall()
        var sender = BrokenSender(diagram)
        var late: [Int: [BrokenSender.Packet]] = [:]
        var number = 0
        for column in -before..<(diagram.length + after) {
            for packet in sender.packets(column) {
                guard packet.press != nil else {
                    late[column, default: []].append(packet)
                    continue
                }
                if let delay = fate(number) { late[column + delay, default: []].append(packet) }
                number += 1
            }
            call.tick(column, late[column] ?? [], info: sender.info(column))
        }
        return call
    }

    /// One column: packets leave, some arrive, 20 ms are heard.
    mutating func tick(_ column: Int, _ packets: [BrokenSender.Packet], info: DTMFDigit?) {
        let now = MediaTime(samples: Int64(column + Self.before + 1) * MediaTime.frame.samples)
        for packet in packets where !packet.isLost {
            if let press = packet.press { numbers[Self.name(of: packet.datagram)] = press }
            network.send(packet.datagram, at: now)
        }
        while let datagram = network.receive(at: now) {
            if let press = numbers[Self.name(of: datagram)] { arrived.insert(press) }
            leg.receive(
                datagram.octets.span.extracting(first: datagram.count), from: TransportAddress(192, 0, 2, 1, port: 4000), at: now)
        }
        var keys = KeyBuffer()
        if let info { leg.press(info, at: now, keys: &keys) }
        leg.hear(at: now, keys: &keys)
        while let key = keys.popFirst() { note(key, column) }
    }

    private mutating func note(_ key: DTMFDigit, _ column: Int) {
        heard.append(Heard(digit: key, time: (column + 1) * 20))
    }

    /// What no two event packets have in common: source and number.
    private static func name(of datagram: Datagram) -> UInt64 {
        [2, 3, 8, 9, 10, 11].reduce(0) { $0 << 8 | UInt64(datagram.octets[$1]) }
    }
}
