import Audio

/// Takes the keys of an agent who talks: codes are hers, everything else is for the caller's telephone.
struct AgentKeypad: Sendable {
    /// What becomes of a key.
    enum Decision: Hashable {
        /// It may be part of a code: nothing yet.
        case waits
        /// These keys are the caller's.
        case passes([DTMFDigit])
        /// The caller is to hear music, or to be taken back.
        case holds
        /// The caller goes to this number.
        case transfers(String)
    }

    /// Nobody thinks longer between two keys of a code.
    private static let pause = MediaTime.seconds(3)
    /// Nor between two of a number, which is given up then.
    private static let numberPause = MediaTime.seconds(10)
    /// What a number may be.
    private static let lengths = 2...20

    private let codes: AgentCodes
    private var keys: [DTMFDigit] = []
    private var number: String?
    /// When the keys so far count for nothing.
    private(set) var deadline: MediaTime?

    init(_ codes: AgentCodes) {
        self.codes = codes
    }

    /// Takes a key.
    mutating func press(_ key: DTMFDigit, at now: MediaTime) -> Decision {
        guard number == nil else { return dial(key, at: now) }
        keys.append(key)
        let text = String(keys.map(\.character))
        if text == codes.hold || text == codes.transfer {
            keys.removeAll()
            deadline = nil
            guard text == codes.transfer else { return .holds }
            number = ""
            deadline = now + Self.numberPause
            return .waits
        }
        guard codes.hold.hasPrefix(text) || codes.transfer.hasPrefix(text) else { return .passes(release()) }
        deadline = now + Self.pause
        return .waits
    }

    /// The agent presses nothing more: the keys of what was no code, which are the caller's.
    mutating func release() -> [DTMFDigit] {
        defer { keys.removeAll() }
        number = nil
        deadline = nil
        return keys
    }

    private mutating func dial(_ key: DTMFDigit, at now: MediaTime) -> Decision {
        let digits = number ?? ""
        switch key.character {
        case "#" where Self.lengths.contains(digits.count):
            _ = release()
            return .transfers(digits)
        case "0"..."9" where digits.count < Self.lengths.upperBound:
            number = digits + String(key.character)
            deadline = now + Self.numberPause
        default: _ = release()
        }
        return .waits
    }
}
