import Audio

/// Telephones that all sound, each with an octet of its own again and again: what one is sent says by its level whom it hears.
struct TalkingPhones {
    private struct Phone {
        var socket: LoopbackSocket
        var port: UInt16
        var level: Int16
        var sound = PlainSound()
        /// Whom it heard in the last frames.
        var heard: [String] = []
        /// The source and the number of the last packet, and how often they were not what was to be expected.
        var last: (source: [UInt8], sequence: UInt16)?
        var breaks = 0

        /// Takes a packet's header.
        mutating func follow(_ packet: [UInt8]) {
            let (source, sequence) = (Array(packet[8..<12]), UInt16(packet[2]) << 8 | UInt16(packet[3]))
            if let last, source != last.source || sequence != last.sequence &+ 1 { breaks += 1 }
            last = (source, sequence)
        }
    }

    /// How many frames have to say the same.
    private static let enough = 5
    /// Levels whose sums are all different.
    private static let levels: [Int16] = [1500, 3500, 8000, 16000]

    private var phones: [Character: Phone] = [:]

    /// A telephone at the table from now on; it sends to the server's port.
    mutating func add(_ letter: Character, _ socket: LoopbackSocket, to port: UInt16) {
        phones[letter] = Phone(socket: socket, port: port, level: phones[letter]?.level ?? Self.levels[min(phones.count, 3)])
    }

    /// Lets all of them sound until each hears whom the picture says, such as `["c": "a"]`: c hears a alone. Nobody in particular is `-`:
    /// music, a tone, a quiet line.
    mutating func hear(_ picture: [Character: String]) async throws {
        var shown: [Character: [String]] = [:]
        var table = self
        defer { self = table }
        do {
            try await eventually("") {
                table.sound()
                shown = table.phones.mapValues(\.heard)
                return picture.allSatisfy { letter, whom in
                    let frames = shown[letter] ?? []
                    return frames.count == Self.enough && frames.allSatisfy { $0 == whom }
                }
            }
        } catch {
            throw Impatience(description: "\(picture) was to be heard, and it is \(shown)")
        }
    }

    /// A telephone presses keys, while all go on sounding.
    mutating func press(_ keys: String, as letter: Character) async throws {
        for key in keys {
            if let phone = phones[letter] { phones[letter]?.sound.press(key, from: phone.socket, to: phone.port) }
            try await talk(frames: 8)
        }
    }

    /// Lets all sound for so long.
    mutating func talk(frames: Int) async throws {
        for _ in 0..<frames {
            sound()
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// How often what a telephone was sent did not go on as one stream: another source, or numbers missing.
    func breaks(to letter: Character) -> Int? { phones[letter]?.breaks }

    /// 20 ms of everybody.
    private mutating func sound() {
        for letter in phones.keys {
            guard let phone = phones[letter] else { continue }
            phones[letter]?.sound.speak(G711.encode(phone.level, .mu), from: phone.socket, to: phone.port)
            while let packet = phone.socket.receive(), !packet.isEmpty {
                guard packet.count == 172 else { continue }
                phones[letter]?.follow(packet)
                let frames = (phones[letter]?.heard ?? []) + [whom(Array(packet.dropFirst(12)), letter)]
                phones[letter]?.heard = frames.suffix(Self.enough)
            }
        }
    }

    /// Whose levels add up to that of a frame.
    private func whom(_ octets: [UInt8], _ ear: Character) -> String {
        let others = phones.keys.sorted().filter { $0 != ear }
        for choice in 1..<(1 << others.count) {
            let letters = others.enumerated().filter { choice & (1 << $0.offset) != 0 }.map(\.element)
            let sum = letters.reduce(0) { $0 + Int(G711.decode(G711.encode(phones[$1]?.level ?? 0, .mu), .mu)) }
            let octet = G711.encode(Int16(clamping: sum), .mu)
            if octets.count(where: { $0 == octet }) > 150 { return String(letters) }
        }
        return "-"
    }
}
