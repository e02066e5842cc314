/// The hash of FIPS 180-4 over 32-bit words (SHA-256) or 64-bit words (SHA-512/256), for texts of a few hundred bytes.
struct SHA2<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// By how much the words of each function turn; the last of a small one is a shift (FIPS 180-4, 4.1.2 and 4.1.3).
    struct Turns: Sendable {
        var big0: (Int, Int, Int)
        var big1: (Int, Int, Int)
        var small0: (Int, Int, Int)
        var small1: (Int, Int, Int)
    }

    private let constants: [Word]
    private let start: [Word]
    private let turns: Turns

    private init(constants: [Word], start: [Word], turns: Turns) {
        self.constants = constants
        self.start = start
        self.turns = turns
    }

    /// The first 32 bytes of the hash.
    func hash(_ message: [UInt8]) -> [UInt8] {
        var state = start
        let padded = padded(message)
        let size = 16 * Word.bitWidth / 8
        var schedule = [Word](repeating: 0, count: constants.count)
        for offset in stride(from: 0, to: padded.count, by: size) {
            expand(padded[offset..<(offset + size)], into: &schedule)
            compress(schedule, into: &state)
        }
        return Array(state.flatMap(\.bigEndianBytes).prefix(32))
    }

    /// A one, zeros and the length in bits fill the last block (FIPS 180-4, 5.1).
    private func padded(_ message: [UInt8]) -> [UInt8] {
        let size = 16 * Word.bitWidth / 8
        let lengthSize = size / 8
        var bytes = message + [0x80]
        let zeros = (size - (bytes.count + lengthSize) % size) % size
        bytes += [UInt8](repeating: 0, count: zeros + lengthSize - 8)
        return bytes + UInt64(message.count).multipliedFullWidth(by: 8).low.bigEndianBytes
    }

    private func expand(_ block: ArraySlice<UInt8>, into schedule: inout [Word]) {
        let size = Word.bitWidth / 8
        for index in 0..<16 {
            let begin = block.startIndex + index * size
            schedule[index] = block[begin..<(begin + size)].reduce(0) { $0 << 8 | Word($1) }
        }
        for index in 16..<schedule.count {
            schedule[index] =
                small(schedule[index - 2], turns.small1) &+ schedule[index - 7] &+ small(schedule[index - 15], turns.small0)
                &+ schedule[index - 16]
        }
    }

    private func compress(_ schedule: [Word], into state: inout [Word]) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in schedule.indices {
            let choice = (e & f) ^ (~e & g)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            let first = h &+ big(e, turns.big1) &+ choice &+ constants[index] &+ schedule[index]
            let second = big(a, turns.big0) &+ majority
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    private func big(_ word: Word, _ turns: (Int, Int, Int)) -> Word {
        word.turnedRight(turns.0) ^ word.turnedRight(turns.1) ^ word.turnedRight(turns.2)
    }

    private func small(_ word: Word, _ turns: (Int, Int, Int)) -> Word {
        word.turnedRight(turns.0) ^ word.turnedRight(turns.1) ^ (word >> Word(turns.2))
    }
}

extension SHA2<UInt32> {
    /// SHA-256.
    static let sha256 = SHA2(
        constants: SHA2Constants.roots.prefix(64).map { UInt32($0 >> 32) }, start: SHA2Constants.start256,
        turns: Turns(big0: (2, 13, 22), big1: (6, 11, 25), small0: (7, 18, 3), small1: (17, 19, 10)))
}

extension SHA2<UInt64> {
    /// SHA-512 with a start of its own and half its length.
    static let sha512over256 = SHA2(
        constants: SHA2Constants.roots, start: SHA2Constants.start512over256,
        turns: Turns(big0: (28, 34, 39), big1: (14, 18, 41), small0: (1, 8, 7), small1: (19, 61, 6)))
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// Turned right by so many bits, less than the width.
    func turnedRight(_ bits: Int) -> Self {
        self >> Self(bits) | self << Self(Self.bitWidth - bits)
    }

    /// Its bytes, the highest first.
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> Self($0)) }
    }
}
