import ArgumentParser
import AudioFiles
import Diagnostics
import Foundation
import PocketSphinx
import Recognition
import Server

/// `hotline recognize FILE...`: what is said in sound files, as a call would hear it.
struct RecognizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognize", abstract: "Print what is said in sound files.",
        discussion: """
            One line for each file: its path, the words, what they mean, and how sure that is from 0 to 1, with tabs between. \
            WAV, FLAC, Ogg and AIFF of any rate; .ulaw, .alaw, .gsm and .sln are taken as raw sound at 8 kHz.

            Examples:
              hotline recognize --language en-US --builtin digits:7-11 number.wav
              hotline recognize --language zh-CN --grammar menu.gram --json call.flac
              hotline recognize --language en-US --grammar menu.gram --batch menu.tsv > out.tsv

            A grammar is a JSGF file, an SRGS XML file with literal tags, or a file with one phrase a line. \
            A batch is a list with path, transcript and speaker, with tabs between; paths are relative to its folder. Its lines come out with \
            the words heard, margin, confidence, CPU time and length [ms], CPU time after the end [ms], signal-to-noise ratio [dB], \
            frames, and the meaning.
            """)

    @Option(help: "The language: en-US or zh-CN.")
    var language: String

    @OptionGroup var grammar: GrammarOptions

    @Flag(help: "Print one JSON object for each file, with all alternatives.")
    var json = false

    @Option(help: "A list of sound files with their transcripts.", completion: .file())
    var batch: String?

    @Argument(help: "Sound files.", completion: .file())
    var files: [String] = []

    func validate() throws {
        guard batch == nil || files.isEmpty else { throw ValidationError("name files or a batch, not both") }
        guard batch == nil || !json else { throw ValidationError("a batch prints its list with columns, not JSON") }
        guard batch != nil || !files.isEmpty else { throw ValidationError("name a sound file, or a list with --batch") }
    }

    func run() throws {
        guard let language = SpeechLanguage(tag: language) else {
            let known = SpeechLanguage.allCases.map(\.rawValue).joined(separator: " and ")
            throw ValidationError("\(language) is not listened for; \(known) are")
        }
        let ear = try listener(language)
        for warning in ear.warnings { StandardError.show(warning) }
        guard let batch else { return try recognize(files, with: ear) }
        let isWhole = try BatchRecognition(path: batch, ear: ear).run { StandardError.show($0) }
        if !isWhole { throw ExitCode.failure }
    }

    private func listener(_ language: SpeechLanguage) throws -> SoundFileListener {
        do {
            return try SoundFileListener(grammar.compiled(language), language: language, models: grammar.models, model: grammar.model)
        } catch let error as ModelError {
            StandardError.show(error.description)
            throw ExitCode.failure
        }
    }

    private func recognize(_ files: [String], with ear: SoundFileListener) throws {
        var failed = false
        for path in files {
            do {
                let heard = try ear.listen(to: path)
                print(json ? heard.json(path: path) : heard.line(path: path))
            } catch {
                StandardError.show("\(path): \(SoundFileListener.reason(error))")
                failed = true
            }
        }
        if failed { throw ExitCode.failure }
    }
}

/// Which grammar and which model.
struct GrammarOptions: ParsableArguments {
    @Option(help: "A grammar file: JSGF, SRGS XML, or a phrase on each line.", completion: .file())
    var grammar: String?

    @Option(help: "A grammar that every language has: digits, digits:7, digits:7-11, number, boolean, date, time, money, phone.")
    var builtin: String?

    @Option(help: "A lexicon: a word and its phones on each line.", completion: .file())
    var lexicon: String?

    @Option(help: "The folder of models; HOTLINE_MODELS comes before it.")
    var models = ModelFolder.standard

    @Option(help: "A model by its name in models.yaml, instead of the best for the grammar.")
    var model: String?

    func validate() throws {
        guard (grammar == nil) != (builtin == nil) else { throw ValidationError("give --grammar or --builtin") }
    }

    /// The grammar, compiled; a mistake in it ends the command.
    func compiled(_ language: SpeechLanguage) throws -> (SpeechGrammar, Lexicon) {
        (try compiledGrammar(language), try readLexicon(language))
    }

    private func compiledGrammar(_ language: SpeechLanguage) throws -> SpeechGrammar {
        if let builtin {
            guard let type = SpokenType(builtin) else {
                let counts = "digits may be counted, up to \(SpokenType.mostDigits): digits:7, digits:7-11"
                throw ValidationError(
                    "there is no built-in grammar \(builtin); there are \(SpokenType.names.joined(separator: ", ")); \(counts)")
            }
            return try SpeechGrammar(GrammarDocument(type), language: language)
        }
        let path = grammar ?? ""
        let octets = try Self.octets(path)
        switch GrammarFile.compile(octets, path: path, language: language) {
        case .success(let grammar): return grammar
        case .failure(let finding):
            StandardError.show(finding.rendered(in: SourceText(String(decoding: octets, as: UTF8.self), path: path)))
            throw ExitCode.failure
        }
    }

    private func readLexicon(_ language: SpeechLanguage) throws -> Lexicon {
        guard let lexicon else { return Lexicon() }
        guard let text = String(validating: try Self.octets(lexicon), as: UTF8.self) else {
            throw CommandFailure("\(VisibleText.of(lexicon)) is no lexicon: it is not UTF-8")
        }
        let library = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: models)
        let phones = (try? library.model(for: language)).map { Set($0.phones) }
        let (words, findings) = Lexicon.parse(text, path: lexicon, phones: phones)
        guard findings.isEmpty else {
            for finding in findings { StandardError.show(finding.rendered(in: SourceText(text, path: lexicon))) }
            throw ExitCode.failure
        }
        return words
    }

    private static func octets(_ path: String) throws -> [UInt8] {
        do throws(TextFile.Failure) {
            return try TextFile.octets(at: path)
        } catch {
            throw CommandFailure("\(VisibleText.of(path)) \(error)")
        }
    }
}
