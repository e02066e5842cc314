import Audio
import Testing

@testable import RTP

/// Who sends in each 20 ms, and what is said of it.
///
/// `e` the address of SDP, `n` the same telephone behind a translator, `w` to `z` strangers, `.` nobody, `_` six seconds pass, `R` a
/// re-INVITE that names SDP's address again, `M` one that names the translator's. In the answer `+` is accepted, `?` on probation, `-` the
/// wrong source.
struct LatchRow: Sendable, CustomTestStringConvertible {
    var why: String
    var sends: String
    var answers: String
    var ends: Character
    var policy = SymmetricLatch.Policy.symmetric
    var testDescription: String { "\(why): \(sends) -> \(answers)" }
}

@Suite struct `The latch` {
    @Test(arguments: [
        LatchRow(why: "SDP's address is believed at once", sends: "eee", answers: "+++", ends: "e"),
        LatchRow(why: "a translator's after three packets", sends: "nnnn", answers: "??++", ends: "n"),
        LatchRow(why: "however late the first comes", sends: "__nnnn", answers: "??++", ends: "n"),
        LatchRow(why: "a stranger cannot take a latched stream", sends: "eexxxxxxee", answers: "++------++", ends: "e"),
        LatchRow(why: "nor later", sends: "ee_xxxxxx", answers: "++------", ends: "e"),
        LatchRow(why: "nor a translator's", sends: "nnn_xxxx", answers: "??+----", ends: "n"),
        LatchRow(why: "SDP's own takes over in the first moments", sends: "xxxe", answers: "??++", ends: "e"),
        LatchRow(why: "and is heard alone then", sends: "xxxexx", answers: "??++--", ends: "e"),
        LatchRow(why: "but not later", sends: "nnn_eee", answers: "??+---", ends: "n"),
        LatchRow(why: "of two in turn the one that proves itself first", sends: "nxnxnxnx", answers: "????+-+-", ends: "n"),
        LatchRow(why: "and keeps it for good", sends: "xnnxn_xxxx", answers: "????+----", ends: "n"),
        LatchRow(why: "of three in turn, too", sends: "xynxnyn", answers: "??????+", ends: "n"),
        LatchRow(why: "and of four", sends: "xyznxyznnn", answers: "????????++", ends: "n"),
        LatchRow(why: "a fifth takes the place of who is silent", sends: "xyznwnn", answers: "??????+", ends: "n"),
        LatchRow(why: "SDP's own needs no proof among them", sends: "nxnxee", answers: "????++", ends: "e"),
        LatchRow(why: "a re-INVITE opens it", sends: "eeRnnnn", answers: "++??++", ends: "n"),
        LatchRow(why: "who was latched is still heard", sends: "nnnRnnn", answers: "??++++", ends: "n"),
        LatchRow(why: "a stream that flows is not stolen even then", sends: "eeRexexexex", answers: "+++?+?+?+?", ends: "e"),
        LatchRow(why: "it closes again", sends: "eeR_xxxx", answers: "++----", ends: "e"),
        LatchRow(why: "a re-INVITE with another address", sends: "eeMn", answers: "+++", ends: "n"),
        LatchRow(why: "the old address is heard until the new one sends", sends: "eeMeene", answers: "+++++-", ends: "n"),
        LatchRow(why: "without symmetry only SDP's counts", sends: "nnnne", answers: "----+", ends: "e", policy: .strict),
    ]) func `opens for the peer and nobody else`(_ row: LatchRow) {
        var player = LatchPlayer(row.policy)
        let answers = player.play(row.sends)
        #expect(answers == row.answers)
        #expect(player.session.remoteAddress == LatchPlayer.address(row.ends))
    }

    @Test func `a re-INVITE with another address moves our packets at once`() {
        var player = LatchPlayer(.symmetric)
        _ = player.play("eeM")
        #expect(player.session.remoteAddress == LatchPlayer.address("n"))
    }

    @Test func `strangers are counted`() {
        var player = LatchPlayer(.symmetric)
        _ = player.play("exxxx")
        #expect(player.session.statistics.ignored(.wrongSource) == 4)
        #expect(player.session.statistics.received.packets == 1)
    }

    @Test func `a stranger's telephone event is not a key`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        _ = session.hear(peer.audio())
        let event = TelephoneEvent(code: 1, isEnd: false, volume: 10, duration: 160)
        #expect(session.hear(peer.events([event], at: peer.timestamp), from: .stranger) == .ignored(.wrongSource))
        #expect(session.fetchKeys().isEmpty)
    }
}

/// Lets each source send its own stream.
private struct LatchPlayer {
    var session: RTPSession
    private var peers: [Character: Peer] = [:]
    private var milliseconds = 0

    init(_ policy: SymmetricLatch.Policy) {
        session = RTPSession(.usual(symmetric: policy))
        for (index, name) in "enxyzw".enumerated() {
            peers[name] = Peer(ssrc: SSRC(UInt32(index + 1)), sequence: SequenceNumber(UInt16(1000 * index)))
        }
    }

    static func address(_ name: Character) -> TransportAddress {
        switch name {
        case "e": .caller
        case "n": TransportAddress(198, 51, 100, 7, port: 30_000)
        case "w": .stranger.at(port: 6660)
        case "y": .stranger.at(port: 6662)
        case "z": .stranger.at(port: 6664)
        default: .stranger
        }
    }

    mutating func play(_ sends: String) -> String {
        var answers = ""
        for name in sends {
            milliseconds += 20
            switch name {
            case ".": break
            case "_": milliseconds += 6000
            case "R": reinvite(LatchPlayer.address("e"))
            case "M": reinvite(LatchPlayer.address("n"))
            default: answers.append(send(name))
            }
        }
        return answers
    }

    private mutating func send(_ name: Character) -> Character {
        guard let datagram = peers[name]?.audio() else { return "!" }
        switch session.hear(datagram, from: LatchPlayer.address(name), at: milliseconds) {
        case .ignored(.wrongSource): return "-"
        case .ignored(.onProbation) where session.remoteAddress != LatchPlayer.address(name): return "?"
        default: return "+"
        }
    }

    private mutating func reinvite(_ address: TransportAddress) {
        session.renegotiate(
            remoteAddress: address, receiving: .usual, sending: .usual, direction: .sendAndReceive, at: .milliseconds(milliseconds))
    }
}
