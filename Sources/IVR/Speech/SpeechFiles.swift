public import Diagnostics
public import Recognition

/// The files beside a flow that say what can be said, and how: grammars, lists of words, lexicons.
public struct SpeechFiles: Sendable {
    /// How the names of such files end.
    public static let endings = FlowShapes.grammarEndings + FlowShapes.listEndings + FlowShapes.lexiconEndings

    /// What the grammars and lists hold, by the files' names.
    public private(set) var documents: [String: GrammarDocument] = [:]
    /// How words are said, in each language for which the flow has a lexicon.
    public private(set) var lexicons: [SpeechLanguage: Lexicon] = [:]
    /// What is wrong in the files, each finding at its place there.
    public private(set) var findings: [Diagnostic] = []
    /// The texts of the files with findings, by path, to show their lines.
    public private(set) var sources: [String: SourceText] = [:]

    /// Reads the files that a flow names; one that is not there is passed over.
    ///
    /// - Parameters:
    ///   - languages: those in which calls may go on.
    ///   - octets: the files beside the flow by name.
    ///   - phones: those of the models that are there.
    public init(
        of flow: Flow, languages: Set<LanguageTag>, octets: [String: [UInt8]], phones: [SpeechLanguage: Set<String>] = [:]
    ) {
        let folder = flow.path.lastIndex(of: "/").map { String(flow.path[...$0]) } ?? ""
        let known = languages.sorted().compactMap { tag in SpeechLanguage(tag: tag.rawValue).map { (tag, $0) } }
        for (tag, language) in known {
            for case .gather(let gather) in flow.order.lazy.compactMap({ flow.steps[$0]?.verb }) {
                guard case .file(let files)? = gather.speech, let name = files.file(for: tag)?.value else { continue }
                if let octets = octets[name] { readGrammar(name, folder + name, octets, language) }
            }
            guard let name = flow.lexicon.file(for: tag)?.value, let octets = octets[name] else { continue }
            guard let text = text(octets, folder + name) else { continue }
            let (lexicon, findings) = Lexicon.parse(text, path: folder + name, phones: phones[language])
            lexicons[language] = lexicon
            note(findings, text, folder + name)
        }
    }

    private mutating func readGrammar(_ name: String, _ path: String, _ octets: [UInt8], _ language: SpeechLanguage) {
        if FlowShapes.listEndings.contains(where: name.hasSuffix) {
            guard documents[name] == nil, sources[path] == nil else { return }
            guard let text = text(octets, path) else { return }
            let (document, findings) = WordList.read(text, path: path)
            documents[name] = document
            note(findings, text, path)
        } else {
            switch GrammarFile.read(octets, path: path, language: language) {
            case .success(let (document, _)): documents[name] = document
            case .failure(let finding): note([finding], String(decoding: octets, as: UTF8.self), path)
            }
        }
    }

    /// What a file holds; a finding where it is no text that we read.
    private mutating func text(_ octets: [UInt8], _ path: String) -> String? {
        if let text = String(validating: octets, as: UTF8.self) { return text }
        let start = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
        let finding = Diagnostic(at: start, "the file is not UTF-8", hint: "save it as UTF-8", rule: "grammar")
        if sources[path] == nil { note([finding], String(decoding: octets, as: UTF8.self), path) }
        return nil
    }

    private mutating func note(_ found: [Diagnostic], _ text: String, _ path: String) {
        guard !found.isEmpty else { return }
        findings += found
        sources[path] = SourceText(text, path: path)
    }
}
