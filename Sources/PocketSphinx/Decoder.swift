import CPocketSphinx
import Recognition

/// One libpocketsphinx decoder; freed when it goes away. One thread at a time may use it.
struct Decoder: ~Copyable {
    private let decoder: OpaquePointer
    private let configuration: OpaquePointer
    /// The word behind each name that the decoder knows: one name for each pronunciation.
    private var words: [String: String] = [:]
    private var names: [Row: String] = [:]
    /// The mean that the utterance began with, and how many frames it counts against what was heard since [10 ms].
    private var expected: [Float] = []
    private var following: Float?
    private var scoresAllStates = false
    /// How much noise is heard before an utterance [samples].
    private let forgetting: Int

    /// A word with one way to say it.
    private struct Row: Hashable {
        var word: String
        var phones: [String]
    }

    /// Loads the model's files.
    init(_ model: AcousticModel) throws(ModelError) {
        err_set_logfp(nil)
        var options = ["-hmm", model.acoustics, "-samprate", String(model.rate), "-remove_noise", "no", "-remove_silence", "no"]
        options += ["-fsgusealtpron", "no", "-pl_window", "0"]
        if let adaptation = model.adaptation { options += ["-mllr", adaptation] }
        guard let configuration = Self.configuration(options) else { throw .unusable(path: model.acoustics) }
        guard let decoder = ps_init(configuration) else {
            cmd_ln_free_r(configuration)
            throw .unusable(path: model.acoustics)
        }
        forgetting = min(Self.noise.count, model.rate * 60 / 1000)
        self.decoder = decoder
        self.configuration = configuration
    }

    deinit {
        ps_free(decoder)
        cmd_ln_free_r(configuration)
    }

    private static func configuration(_ options: [String]) -> OpaquePointer? {
        // The first is the program's name; everything is copied by the callee.
        var arguments = (["hotline"] + options).map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        return cmd_ln_parse_r(nil, ps_args(), Int32(arguments.count), &arguments, 1)
    }

    /// Makes a search of a graph; a new one replaces the old.
    mutating func set(_ search: Search, to graph: WordGraph, lexicon: Lexicon, _ settings: Settings) throws(ModelError) {
        let end = graph.arcs.count
        let weight = Float(cmd_ln_float_r(configuration, "-lw"))
        guard let model = fsg_model_init(search.rawValue, ps_get_logmath(decoder), weight, Int32(end + 1)) else { throw .unusableGrammar }
        // The search keeps a reference of its own.
        defer { fsg_model_free(model) }
        model.pointee.start_state = 0
        model.pointee.final_state = Int32(end)
        for (state, arcs) in graph.arcs.enumerated() {
            for arc in arcs {
                for phones in lexicon[graph.words[arc.word]] ?? [] {
                    let name = try name(of: graph.words[arc.word], phones)
                    let number = fsg_model_word_add(model, name)
                    fsg_model_trans_add(model, Int32(state), Int32(arc.target), 0, Int32(number))
                }
            }
            if graph.isFinal[state] { fsg_model_null_trans_add(model, Int32(state), Int32(end), 0) }
        }
        glist_free(fsg_model_null_trans_closure(model, nil))
        apply(settings)
        guard ps_set_fsg(decoder, search.rawValue, model) == 0 else { throw .unusableGrammar }
        // The decoder may still point at the search that was replaced.
        try use(search)
    }

    /// The decoder reads these when a search is made.
    private func apply(_ settings: Settings) {
        cmd_ln_set_float_r(configuration, "-wip", settings.penalty)
        cmd_ln_set_float_r(configuration, "-silprob", settings.silence)
        cmd_ln_set_float_r(configuration, "-beam", settings.beam ?? 1e-48)
        cmd_ln_set_float_r(configuration, "-pbeam", settings.beam ?? 1e-48)
        cmd_ln_set_float_r(configuration, "-wbeam", settings.wordBeam ?? 7e-29)
    }

    /// Goes on with a search that was made.
    mutating func use(_ search: Search) throws(ModelError) {
        guard ps_set_search(decoder, search.rawValue) == 0 else { throw .unusableGrammar }
    }

    /// What the decoder calls a pronunciation; it is taught those that are new.
    private mutating func name(of word: String, _ phones: [String]) throws(ModelError) -> String {
        let row = Row(word: word, phones: phones)
        if let name = names[row] { return name }
        // Parentheses would make it another pronunciation of a word, which the decoder wants to know first.
        let name = "\(word)#\(names.count)"
        guard ps_add_word(decoder, name, phones.joined(separator: " "), 0) >= 0 else { throw .unusableWord(word, phones: phones) }
        names[row] = name
        words[name] = word
        return name
    }

    /// Begins an utterance, with the mean that its cepstra are taken to have.
    ///
    /// With `following` the mean is that of all that was heard so far, in which the first one counts like so many frames [10 ms].
    mutating func begin(_ mean: CepstralMean, following: Float? = nil) {
        expected = mean.values
        self.following = following
        forget()
        ps_start_stream(decoder)
        ps_start_utt(decoder)
        guard let state = ps_get_feat(decoder)?.pointee.cmn_struct else { return }
        // The sum begins at zero, so that it holds the utterance alone at its end.
        for index in 0..<min(Int(state.pointee.veclen), mean.values.count) {
            state.pointee.cmn_mean[index] = mean.values[index]
            state.pointee.sum[index] = 0
        }
        state.pointee.nframe = 0
    }

    /// Hears a little noise, always the same.
    ///
    /// The decoder starts its search for the nearest Gaussians from those of the last frames, be they of another utterance, and the first
    /// frames come out otherwise.
    private func forget() {
        ps_start_stream(decoder)
        ps_start_utt(decoder)
        ps_process_raw(decoder, Self.noise, forgetting, 0, 0)
        ps_end_utt(decoder)
    }

    /// 60 ms at up to 48 kHz: four frames; those of a decoder that does not look ahead go round in a ring of two.
    private static let noise: [Int16] = {
        var state: UInt32 = 1
        return (0..<2880).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int16(truncatingIfNeeded: (Int(state >> 16) - 32768) / 16)
        }
    }()

    /// Hears the next samples, at the model's rate.
    mutating func hear(_ samples: [Int16]) {
        samples.withUnsafeBufferPointer { hear($0) }
    }

    /// Hears the next samples, at the model's rate.
    mutating func hear(_ samples: UnsafeBufferPointer<Int16>) {
        guard let first = samples.baseAddress, !samples.isEmpty else { return }
        ps_process_raw(decoder, first, samples.count, 0, 0)
        follow()
    }

    /// Moves the mean towards what was heard; the decoder itself leaves it where it was for eight seconds.
    private func follow() {
        guard let following, let state = ps_get_feat(decoder)?.pointee.cmn_struct else { return }
        let count = following + Float(state.pointee.nframe)
        guard count > 0 else { return }
        for index in 0..<min(Int(state.pointee.veclen), expected.count) {
            state.pointee.cmn_mean[index] = (expected[index] * following + state.pointee.sum[index]) / count
        }
    }

    /// How well the best path fits that ends in a state of a search's graph, when the utterance has ended; nothing when none got there.
    func score(of search: Search, endingIn state: Int) -> Int? {
        guard let model = ps_get_fsg(decoder, search.rawValue) else { return nil }
        let end = model.pointee.final_state
        model.pointee.final_state = Int32(state)
        defer { model.pointee.final_state = end }
        var score: Int32 = 0
        return ps_get_hyp(decoder, &score) == nil ? nil : Int(score)
    }

    /// The words so far.
    func partial() -> [String] {
        hypothesis().words
    }

    /// Whether every state is scored in the utterances to come.
    ///
    /// The decoder looks at this option when it has come to the end of a file of scores: here, of an empty one.
    mutating func scoreAllStates(_ all: Bool) {
        guard all != scoresAllStates, let nothing = fopen("/dev/null", "r") else { return }
        defer { fclose(nothing) }
        cmd_ln_set_int_r(configuration, "-compallsen", all ? 1 : 0)
        ps_decode_senscr(decoder, nothing)
        scoresAllStates = all
    }

    /// Ends the utterance.
    mutating func finish() -> Outcome {
        var mean = CepstralMean([], weight: 0)
        ps_end_utt(decoder)
        if let state = ps_get_feat(decoder)?.pointee.cmn_struct, state.pointee.nframe > 0 {
            let count = Float(state.pointee.nframe)
            mean = CepstralMean((0..<Int(state.pointee.veclen)).map { state.pointee.sum[$0] / count }, weight: count)
        }
        let (words, score) = hypothesis()
        return Outcome(words: words, score: score, frames: Int(ps_get_n_frames(decoder)), spans: spans(), mean: mean)
    }

    /// When the words of the best path were said; silence and breath are no words of ours.
    private func spans() -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var segment = ps_seg_iter(decoder)
        while let current = segment {
            if let name = ps_seg_word(current), words[String(cString: name)] != nil {
                var (first, last): (Int32, Int32) = (0, 0)
                ps_seg_frames(current, &first, &last)
                spans.append(Int(first)..<max(Int(first), Int(last) + 1))
            }
            segment = ps_seg_next(current)
        }
        return spans
    }

    private func hypothesis() -> (words: [String], score: Int) {
        var score: Int32 = 0
        guard let text = ps_get_hyp(decoder, &score) else { return ([], 0) }
        return (plain(text), Int(score))
    }

    /// The words behind the decoder's names for them.
    private func plain(_ names: UnsafePointer<CChar>) -> [String] {
        String(cString: names).split(separator: " ").compactMap { words[String($0)] }
    }
}
