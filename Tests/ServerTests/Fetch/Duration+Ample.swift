extension Duration {
    /// For answers that do come: on a busy machine other tests may keep every thread of the pool meanwhile.
    static let ample = Duration.seconds(600)
}
