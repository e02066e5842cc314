/// What is known of a frame besides its sound.
public struct Surroundings: Hashable, Sendable {
    /// How the frame came.
    public enum Arrival: Hashable, Sendable {
        /// In a packet, or the sender said that it is silent (RFC 3389).
        case arrived
        /// It was made up, as its packet is lost or late.
        case concealed
        /// Nothing comes at all: no packet for so long that nothing is made up any more.
        case absent
    }

    /// Whether a key is down, or may be: from ``DTMFDetector/sounding``, ``DTMFDetector/isSuspicious`` or a telephone event.
    public var isKey: Bool
    /// Whether what is left of the frame is likely our own: what ``EchoCanceller/cancel(_:)`` returned.
    public var isEcho: Bool
    /// Whether our own prompt is sounding.
    public var isPrompted: Bool
    /// How far the words come that were understood so far; nothing without words, and from a recogniser that gives none before the end.
    public var progress: WordGraph.Progress?
    /// How the frame came.
    public var arrival: Arrival

    /// What is known; the defaults are a caller on a quiet line with nothing said.
    public init(
        isKey: Bool = false, isEcho: Bool = false, isPrompted: Bool = false, progress: WordGraph.Progress? = nil,
        arrival: Arrival = .arrived
    ) {
        self.isKey = isKey
        self.isEcho = isEcho
        self.isPrompted = isPrompted
        self.progress = progress
        self.arrival = arrival
    }
}
