import Foundation
import PocketSphinx
import Recognition

/// What a decoder weighs and what a change of its grammar costs: `decoder-cost MODELS LANGUAGE MODEL [COUNT]`.
///
/// Loads COUNT recognisers of one model (`models.yaml`), has each hear 2 s of noise, and prints the private memory of one (without the
/// first, whose pages the others share), and the CPU time to change to the digits and to 40 phrases, the first time and from then on.
@main enum DecoderCost {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 3, let language = SpeechLanguage(tag: arguments[1]) else {
            return print("usage: decoder-cost MODELS LANGUAGE MODEL [COUNT]")
        }
        let count = max(2, arguments.count > 3 ? Int(arguments[3]) ?? 8 : 8)
        let library = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: arguments[0])
        let model = try library.model(for: language, named: arguments[2])
        let grammars = try [digits(language), phrases(language)].map { grammar in
            ReadyGrammar(grammar, words: try model.words(of: grammar, language: language))
        }
        var recognizers = [try PocketSphinxRecognizer(model)]
        try hear(recognizers[0], grammars[0])
        let before = try privateMemory()
        for _ in 1..<count {
            let recognizer = try PocketSphinxRecognizer(model)
            try hear(recognizer, grammars[0])
            recognizers.append(recognizer)
        }
        print("memory of a decoder: \(String(format: "%.2f", Double(try privateMemory() - before) / 1024 / Double(count - 1))) MB")
        try change(recognizers[0], grammars)
    }

    private static func digits(_ language: SpeechLanguage) throws -> SpeechGrammar {
        try SpeechGrammar(GrammarDocument(SpokenType.digits(nil)), language: language)
    }

    private static func phrases(_ language: SpeechLanguage) throws -> SpeechGrammar {
        let (verbs, things) =
            language == .mandarin
            ? (["订", "取消", "查", "换", "找"], ["车", "票", "房间", "电话", "路", "时间", "地址", "价格"])
            : (["book", "cancel", "check", "change", "find"], ["taxi", "ticket", "room", "number", "road", "time", "address", "price"])
        let text = verbs.flatMap { verb in things.map { "\(verb) \($0)" } }.joined(separator: " | ")
        switch GrammarFile.compile(Array(text.utf8), path: "phrases.txt", language: language) {
        case .success(let grammar): return grammar
        case .failure(let finding): throw Mistake(description: "\(finding)")
        }
    }

    private static func hear(_ recognizer: PocketSphinxRecognizer, _ grammar: ReadyGrammar) throws {
        try recognizer.listen(for: grammar)
        recognizer.begin(with: nil)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let frame = (0..<160).map { _ in Int16.random(in: -500...500, using: &random) }
            recognizer.hear(frame.span)
        }
        _ = recognizer.finish()
    }

    private static func change(_ recognizer: PocketSphinxRecognizer, _ grammars: [ReadyGrammar]) throws {
        let names = ["digits", "40 phrases"]
        for round in 0..<2 {
            for (name, grammar) in zip(names, grammars) {
                let start = clock()
                try recognizer.listen(for: grammar)
                print("\(round == 0 ? "first" : "second") change to \(name): \(milliseconds(since: start)) ms")
            }
        }
        let start = clock()
        for _ in 0..<100 { for grammar in grammars { try recognizer.listen(for: grammar) } }
        print("mean of 200 changes: \(milliseconds(since: start, of: 200)) ms")
    }

    private static func milliseconds(since start: clock_t, of count: Double = 1) -> String {
        String(format: "%.3f", Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC) / count)
    }

    /// The memory that is this process's alone [kB].
    private static func privateMemory() throws -> Int {
        try String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8).split(separator: "\n").reduce(0) { sum, line in
            guard line.hasPrefix("Private_") else { return sum }
            return sum + (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
        }
    }

    private struct Mistake: Error { var description: String }
}
