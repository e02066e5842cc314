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
        /// Somebody at this number is to be asked.
        case consults(String)
        /// Who is asked and the caller are to hear each other.
        case joins
    }

    /// What a number is entered for.
    private enum Purpose {
        case transfer, consult
    }

    /// Nobody thinks longer between two keys of a code.
    private static let pause = MediaTime.seconds(3)
    /// Nor between two of a number, which is given up then.
    private static let numberPause = MediaTime.seconds(10)
    /// What a number may be.
    private static let lengths = 2...20

    private let codes: AgentCodes
    private var keys: [DTMFDigit] = []
    private var purpose: Purpose?
    private var number = ""
    /// When the keys so far count for nothing.
    private(set) var deadline: MediaTime?

    init(_ codes: AgentCodes) {
        self.codes = codes
    }

    /// Takes a key; while somebody is asked, the code for that has no number behind it.
    mutating func press(_ key: DTMFDigit, whileConsulting isConsulting: Bool = false, at now: MediaTime) -> Decision {
        if let purpose { return dial(key, for: purpose, at: now) }
        keys.append(key)
        let text = String(keys.map(\.character))
        guard text != codes.hold else { return decide(.holds) }
        if text == codes.transfer { return begin(.transfer, at: now) }
        if text == codes.consult { return isConsulting ? decide(.joins) : begin(.consult, at: now) }
        guard codes.begin(with: text) else { return .passes(release()) }
        deadline = now + Self.pause
        return .waits
    }

    /// The agent presses nothing more: the keys of what was no code, which are the caller's.
    mutating func release() -> [DTMFDigit] {
        defer { keys.removeAll() }
        purpose = nil
        number = ""
        deadline = nil
        return keys
    }

    private mutating func decide(_ decision: Decision) -> Decision {
        _ = release()
        return decision
    }

    private mutating func begin(_ purpose: Purpose, at now: MediaTime) -> Decision {
        keys.removeAll()
        self.purpose = purpose
        deadline = now + Self.numberPause
        return .waits
    }

    private mutating func dial(_ key: DTMFDigit, for purpose: Purpose, at now: MediaTime) -> Decision {
        let digits = number
        switch key.character {
        case "#" where Self.lengths.contains(digits.count):
            return decide(purpose == .transfer ? .transfers(digits) : .consults(digits))
        case "0"..."9" where digits.count < Self.lengths.upperBound:
            number = digits + String(key.character)
            deadline = now + Self.numberPause
        default: _ = release()
        }
        return .waits
    }
}
