import Audio
import Foundation
import Testing

@testable import RTP

@Suite struct `What fuzzing found` {
    /// The inputs that are kept for a target, and any that once made it fail.
    private func inputs(_ target: String) throws -> [[UInt8]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "Fuzz/Corpus/\(target)"), includingPropertiesForKeys: nil)
        return try files.map { [UInt8](try Data(contentsOf: $0)) }
    }

    /// Each input is a row of datagrams: length, control (bits 0-1 source, 2-4 frames played), octets.
    @Test func `media of any shape leave every frame accounted for`() throws {
        let corpus = try inputs("FuzzRTP")
        #expect(corpus.count >= 20)
        for input in corpus {
            var session = RTPSession(.usual())
            var frames = 0
            var rest = input[...]
            while rest.count >= 2 {
                let (length, control) = (Int(rest[rest.startIndex]), rest[rest.startIndex + 1])
                let datagram = Array(rest.dropFirst(2).prefix(length))
                rest = rest.dropFirst(2 + length)
                _ = session.hear(datagram, from: TransportAddress.caller.at(port: 4000 + UInt16(control & 3)), at: 20 * frames)
                for _ in 0..<Int(control >> 2 & 7) {
                    _ = session.listen(at: 20 * frames)
                    frames += 1
                }
                _ = session.fetchKeys()
            }
            #expect(session.statistics.heard.frames == frames)
            #expect(session.statistics.received.delay < 1000)
        }
    }

    @Test func `reports of any shape are read to their end or refused`() throws {
        let corpus = try inputs("FuzzRTCP")
        #expect(corpus.count >= 20)
        for input in corpus {
            var packets = 0
            var reader = RTCPReader()
            do { while try reader.next(in: input.span) != nil { packets += 1 } } catch { packets = 0 }
            // No packet is shorter than its header.
            #expect(packets * 4 <= input.count)
        }
    }

    /// Each packet: control (bit 3 marker, 4-5 further events), a timestamp step, and three octets an event.
    @Test func `keys of any sequence come up before the next goes down`() throws {
        let corpus = try inputs("FuzzTelephoneEvents")
        #expect(corpus.count >= 20)
        for input in corpus {
            var session = RTPSession(.usual())
            var peer = Peer()
            var reports = [TelephoneEventReport]()
            var rest = input[...]
            while rest.count >= 5 {
                let (control, step) = (rest[rest.startIndex], Int8(bitPattern: rest[rest.startIndex + 1]))
                let octets = Array(rest.dropFirst(2).prefix(3 * (1 + Int(control >> 4 & 3))))
                rest = rest.dropFirst(2 + octets.count)
                let events = stride(from: 0, to: octets.count - 2, by: 3).map { index in
                    TelephoneEvent(
                        code: octets[index] & 31, isEnd: octets[index] & 128 != 0, volume: 0,
                        duration: UInt16(octets[index + 1]) << 8 | UInt16(octets[index + 2]))
                }
                peer.timestamp = peer.timestamp.advanced(by: Int(step) * 80)
                _ = session.hear(peer.events(events, at: peer.timestamp, marker: control & 8 != 0))
                reports += session.fetchKeys()
            }
            for (down, up) in zip(reports, reports.dropFirst()) where down.change == .down {
                #expect(up.change != .down && up.digit == down.digit)
            }
        }
    }
}
