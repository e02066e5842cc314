import Audio

/// A prompt under the caller's voice: softer at once by 12 dB, and louder again in steps, octet by octet.
///
/// Each step is 2.4 dB, so that a prompt that was ducked for nothing is as loud as before in its fifth frame, without a click.
struct SoftPrompt: Sendable {
    /// How much softer one step is.
    private static let step = Decibels(-2.4)
    private static let lowest = 5
    /// For each step its 256 octets. They are arrays for the reason given in `G711`.
    private static let mu = octets(.mu)
    private static let a = octets(.a)

    private static func octets(_ law: G711.Law) -> [UInt8] {
        (1...lowest).flatMap { steps in
            let factor = Decibels(step.value * Double(steps)).amplitudeRatio
            return (UInt8.min...UInt8.max).map { G711.encode(Int16((Double(G711.decode($0, law)) * factor).rounded()), law) }
        }
    }

    /// By how many steps the next frame is softer.
    private var steps = 0
    private var isDucked = false

    /// The caller seems to speak.
    mutating func duck() {
        steps = Self.lowest
        isDucked = true
    }

    /// They do not.
    mutating func raise() {
        isDucked = false
    }

    /// Makes the octets of a frame softer, if they are to be.
    mutating func soften(_ frame: inout EncodedFrame, _ law: G711.Law, from start: Int, count: Int) {
        if !isDucked, steps > 0 { steps -= 1 }
        guard steps > 0 else { return }
        let table = (law == .mu ? Self.mu : Self.a).span
        let first = (steps - 1) * 256
        for index in start..<start + count { frame.octets[index] = table[first + Int(frame.octets[index])] }
    }
}
