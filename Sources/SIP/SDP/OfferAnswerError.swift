/// Why an offer or an answer came to nothing; what was agreed before stays (RFC 3264, 8).
public enum OfferAnswerError: Error, Hashable, Sendable {
    /// No audio over plain RTP that we could take.
    case noAudio
    /// Audio, but none of our codecs.
    case noCommonCodec
    /// An answer nobody asked for.
    case noOfferPending
    /// An answer whose media are not those of the offer.
    case mediaMismatch
    /// The answer refuses the audio.
    case refused

    /// The response to an offer like this.
    public var status: SIPStatus {
        switch self {
        case .noAudio, .noCommonCodec, .refused: .notAcceptableHere
        case .noOfferPending, .mediaMismatch: .badRequest
        }
    }
}
