import Audio

@testable import RTP

/// Takes frames out of a session's jitter buffer and writes down which octets were heard.
struct Listener {
    var session = RTPSession(.usual())
    /// One character a frame; see ``character(of:)``.
    var diagram = ""
    /// The octets heard, in order, with repetitions left out.
    var runs = [UInt8]()
    /// How many samples of each octet value were heard.
    var counts = [Int](repeating: 0, count: 256)
    var taken = [JitterBuffer.Taken]()

    /// Hears 20 ms.
    mutating func tick() {
        var first = BufferedFrame()
        var second = BufferedFrame()
        let frame = session.jitterBuffer.take(into: &first, second: &second)
        taken.append(frame)
        switch frame {
        case .frame:
            listen(to: first, count: 160)
        case .twoFrames:
            listen(to: first, count: 160)
            listen(to: second, count: 160)
        case .part: listen(to: first, count: 160)
        case .nothing, .notStarted: break
        }
        diagram.append(character(of: frame, first))
    }

    private mutating func listen(to frame: BufferedFrame, count: Int) {
        for index in 0..<count where frame.isPresent(index) || taken.last == .frame || taken.last == .twoFrames {
            let octet = frame.octets[index]
            counts[Int(octet)] += 1
            if runs.last != octet { runs.append(octet) }
        }
    }

    /// A whole frame is its first octet's last digit, `&` are two at once; nothing is `x` lost, `.` late, `~` suppressed, ` ` not started;
    /// a part of a frame is `X`, `:` or `=` for the same reasons.
    private func character(of frame: JitterBuffer.Taken, _ first: BufferedFrame) -> Character {
        switch frame {
        case .frame: Character(String(first.octets[0] % 10))
        case .twoFrames: "&"
        case .part(.lost): "X"
        case .part(.late): ":"
        case .part(.suppressed): "="
        case .nothing(.lost): "x"
        case .nothing(.late): "."
        case .nothing(.suppressed): "~"
        case .notStarted: " "
        }
    }
}
