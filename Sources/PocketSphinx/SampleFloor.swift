/// Puts the smallest of noises where there is exact silence: the logarithm of nothing at all would swamp the cepstra's mean.
struct SampleFloor {
    private var state: UInt32 = 0x2545_F491

    /// Replaces zeros by 1 or -1, the same ones in every run.
    mutating func lift(_ samples: inout [Int16]) {
        for index in samples.indices where samples[index] == 0 {
            // xorshift32 (Marsaglia 2003)
            state ^= state << 13
            state ^= state >> 17
            state ^= state << 5
            samples[index] = state & 1 == 0 ? 1 : -1
        }
    }
}
