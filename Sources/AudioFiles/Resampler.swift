import CSpeexDSP

/// Converts mono sound from one rate to another, piece by piece, by speexdsp's windowed sinc.
public struct Resampler: ~Copyable {
    /// How carefully: the longer filter costs more.
    public enum Quality: Int32, Sendable, CaseIterable {
        /// For live sound: 60 dB, 0.5 ms of delay at 8 kHz.
        case live = 3
        /// For the recogniser.
        case speech = 5
        /// For files and prompts: 100 dB.
        case best = 10
    }

    /// The rates that can be converted [Hz].
    public static let rates = 1000...384_000

    private let state: OpaquePointer
    private let from: Int
    private let to: Int

    /// A converter between two rates [Hz]; throws when there is no filter for them.
    public init(from: Int, to: Int, quality: Quality = .best) throws(SoundFileError) {
        guard Resampler.rates.contains(from) else { throw .unusableRate(from) }
        guard Resampler.rates.contains(to) else { throw .unusableRate(to) }
        var error: Int32 = 0
        guard let state = speex_resampler_init(1, UInt32(from), UInt32(to), quality.rawValue, &error) else {
            throw .cannotResample(reason: String(cString: speex_resampler_strerror(error)))
        }
        (self.state, self.from, self.to) = (state, from, to)
        // The filter's own delay is left out: sample 0 comes out at time 0.
        speex_resampler_skip_zeros(state)
    }

    deinit {
        speex_resampler_destroy(state)
    }

    /// Converts the next piece and adds what is ready to `output`; the last 10 ms or so come with ``finish(into:)``.
    public mutating func append(_ samples: Span<Int16>, to output: inout [Int16]) {
        samples.withUnsafeBufferPointer { process($0, into: &output) }
    }

    /// Converts what the filter still holds; the converter begins anew afterwards.
    public mutating func finish(into output: inout [Int16]) {
        let rest = [Int16](repeating: 0, count: max(0, Int(speex_resampler_get_input_latency(state))))
        rest.withUnsafeBufferPointer { process($0, into: &output) }
        speex_resampler_reset_mem(state)
        speex_resampler_skip_zeros(state)
    }

    private func process(_ input: UnsafeBufferPointer<Int16>, into output: inout [Int16]) {
        var done = 0
        var piece = [Int16](repeating: 0, count: 4096)
        while done < input.count {
            var read = UInt32(clamping: input.count - done)
            var written = UInt32(piece.count)
            let rest = UnsafeBufferPointer(rebasing: input[done...])
            let error = speex_resampler_process_int(state, 0, rest.baseAddress, &read, &piece, &written)
            output.append(contentsOf: piece[..<Int(written)])
            done += Int(read)
            guard error == 0, read > 0 || written > 0 else { return }
        }
    }
}

extension SoundClip {
    /// The same sound at another rate [Hz]; as long as it was, to the sample.
    public func resampled(to rate: Int) throws(SoundFileError) -> SoundClip {
        guard rate != self.rate else { return self }
        var resampler = try Resampler(from: self.rate, to: rate)
        var output: [Int16] = []
        let count = samples.count * rate / self.rate
        output.reserveCapacity(count + 64)
        resampler.append(samples.span, to: &output)
        resampler.finish(into: &output)
        if output.count > count { output.removeLast(output.count - count) }
        return SoundClip(samples: output, rate: rate)
    }
}
