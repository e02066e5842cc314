/// The voices of flite, the better ones first.
public enum FliteVoice: String, Sendable, CaseIterable {
    /// A man of the United States, the best understood of them over a telephone.
    case rms
    /// A Scot, understood as well.
    case awb
    /// The fastest one, of 1998.
    case kal
    /// A woman of the United States, the least understood of them.
    case slt
}
