import Audio
import CallEngine
import Diagnostics
import Foundation
import IVR
import NIOPosix

/// Every prompt of every language: recordings as they are, recorded words of packages, everything else spoken once and kept.
public struct PromptCatalog: Sendable {
    /// The prompts and words in the order of the catalogues.
    public private(set) var entries: [PromptEntry] = []
    /// What is wrong with the catalogues, with their texts.
    public private(set) var findings: [(source: SourceText, diagnostics: [Diagnostic])] = []
    /// What else went wrong: a recording that cannot be read, a program that is not there.
    public private(set) var problems: [String] = []
    private var sounds: [ClipID: PromptAudio] = [:]
    private var drafts: [PromptDraft] = []

    /// The clips for calls.
    public var library: PromptLibrary {
        PromptLibrary(clips: sounds)
    }

    /// What is to be heard apart from the languages' own words.
    var prompts: [PromptDraft] { drafts.filter { $0.part == nil } }

    /// The names that flows may play, by language.
    public var names: [LanguageTag: Set<PromptName>] {
        Dictionary(grouping: prompts, by: \.clip.language).mapValues { Set($0.map { PromptName($0.clip.name) }) }
    }

    /// Whether the catalogues can be used at all.
    var hasMistakes: Bool { findings.contains(where: \.diagnostics.hasErrors) }

    /// Whether every prompt of the catalogues can be played.
    public var isComplete: Bool {
        !hasMistakes && entries.allSatisfy { $0.isVocabulary || !$0.isMissing }
    }

    /// Tells how far a long load is; begins with 0 done when there is anything to do.
    public typealias Progress = @Sendable (_ done: Int, _ total: Int, _ clip: ClipID) -> Void

    /// Reads the languages in a folder, and speaks everything that has neither a recording nor a place in the cache.
    ///
    /// - Parameters:
    ///   - voices: who speaks.
    ///   - languages: only these; nil for all that have a folder.
    ///   - progress: called for each text that has to be spoken.
    static func load(
        folder: String, voices: Voices, languages: Set<LanguageTag>? = nil, progress: @escaping Progress = { _, _, _ in }
    ) async -> PromptCatalog {
        var catalog = read(folder: folder, languages: languages)
        await catalog.speak(Set(VocabularyPart.allCases), voices, progress: progress)
        return catalog
    }

    /// Reads the languages of a configuration and has everything spoken, by its speech server, too, when that is asked for.
    ///
    /// - Parameters:
    ///   - languages: only these; nil for all that have a folder.
    ///   - asksServer: whether the speech server is waited for; otherwise only what it has said already is there.
    public static func load(
        _ configuration: Configuration, languages: Set<LanguageTag>? = nil, asksServer: Bool = false,
        progress: @escaping Progress = { _, _, _ in }
    ) async -> PromptCatalog {
        let voices = Voices(configuration)
        var catalog = await load(folder: configuration.paths.prompts, voices: voices, languages: languages, progress: progress)
        guard asksServer else { return catalog }
        let web = WebClient(on: MultiThreadedEventLoopGroup.singleton)
        if let outcome = await ServerSpeaker(configuration, web: web)?.speak(catalog.wanting(voices)) {
            if let problem = outcome.problem { catalog.problems.append("the speech server did not speak all prompts: \(problem)") }
            _ = catalog.takeServerVoices(voices)
        }
        await web.shutDown()
        return catalog
    }

    /// Reads what there is to be heard in a folder's languages; none of it sounds yet.
    static func read(folder: String, languages: Set<LanguageTag>? = nil) -> PromptCatalog {
        var catalog = PromptCatalog()
        for name in subfolders(of: folder) {
            let language = LanguageTag(name)
            guard languages?.contains(language) ?? true else { continue }
            catalog.drafts += catalog.drafts(of: language, in: "\(folder)/\(name)")
        }
        return catalog
    }

    /// Gives every prompt and these parts of the vocabularies their sounds; what has one keeps it.
    mutating func speak(_ parts: Set<VocabularyPart>, _ voices: Voices, progress: @escaping Progress = { _, _, _ in }) async {
        for problem in voices.packs.compactMap({ $0.problem() }) where !problems.contains(problem) { problems.append(problem) }
        let known = Set(entries.map(\.clip))
        let wanted = drafts.filter { draft in !known.contains(draft.clip) && draft.part.map(parts.contains) ?? true }
        await finish(wanted, voices, progress)
    }

    private static func subfolders(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return !name.hasPrefix(".") && FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    // MARK: what there is to be

    /// The catalogue's prompts, recordings that are in no catalogue, and the language's own words.
    private mutating func drafts(of language: LanguageTag, in folder: String) -> [PromptDraft] {
        let recordings = RecordedPrompts(folder: folder)
        var drafts: [PromptDraft] = []
        var known: Set<String> = []
        for (name, source) in sources(language, "\(folder)/prompts.yaml") {
            known.insert(name)
            drafts.append(PromptDraft(clip: ClipID(language: language, name: name), source: source, recording: recordings[name]))
        }
        for name in recordings.names where !name.contains("/") && known.insert(name).inserted {
            drafts.append(PromptDraft(clip: ClipID(language: language, name: name), source: nil, recording: recordings[name]))
        }
        if known.insert("hold").inserted {
            drafts.append(PromptDraft(clip: ClipID(language: language, name: "hold"), source: .sound(.holdMusic), recording: nil))
        }
        for word in SpokenLanguage(language)?.vocabulary ?? [] {
            let clip = ClipID(language: language, name: word.name)
            let source = PromptSource.speech(text: word.text, pinyin: word.pinyin)
            drafts.append(PromptDraft(clip: clip, source: source, recording: recordings[word.name], part: word.part))
        }
        return drafts
    }

    private mutating func sources(_ language: LanguageTag, _ path: String) -> [(String, PromptSource)] {
        guard let text = try? TextFile.text(at: path) else { return [] }
        let (catalogue, diagnostics) = PromptCatalogue.parse(text, path: path)
        if !diagnostics.isEmpty { findings.append((SourceText(text, path: path), diagnostics)) }
        guard let catalogue else { return [] }
        return catalogue.order.compactMap { name in catalogue.prompts[name].map { (name.rawValue, $0.value) } }
    }

    // MARK: how it sounds

    private mutating func finish(_ drafts: [PromptDraft], _ voices: Voices, _ progress: @escaping Progress) async {
        var finished: [PromptDraft.Finished?] = drafts.map { $0.finishedAtOnce(voices) }
        // Several clips may say the same: `digit/1`, `number/1`.
        var texts: Set<Voice?> = []
        let open = drafts.indices.filter { finished[$0] == nil && texts.insert(drafts[$0].programVoice(voices)).inserted }
        if let first = open.first { progress(0, open.count, drafts[first].clip) }
        await withTaskGroup(of: (Int, PromptDraft.Finished).self) { group in
            var next = 0
            var done = 0
            func speakNext() {
                guard next < open.count else { return }
                let (index, draft) = (open[next], drafts[open[next]])
                next += 1
                group.addTask { (index, await draft.spoken(voices)) }
            }
            // One program each is what a core can do.
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { speakNext() }
            for await (index, result) in group {
                finished[index] = result
                done += 1
                progress(done, open.count, drafts[index].clip)
                speakNext()
            }
        }
        for index in drafts.indices {
            let (entry, samples) = finished[index] ?? drafts[index].finishedAtOnce(voices) ?? drafts[index].unspoken
            add(entry, samples)
        }
    }

    private mutating func add(_ entry: PromptEntry, _ samples: [Int16]) {
        if case .missing(let reason) = entry.origin {
            let problem = entry.isVocabulary ? "words of \(entry.clip.language): \(reason)" : "\(entry.clip): \(reason)"
            if !problems.contains(problem) { problems.append(problem) }
        }
        entries.append(measured(entry, samples))
    }

    /// Gives a clip its sound, and measures that.
    private mutating func measured(_ entry: PromptEntry, _ samples: [Int16]) -> PromptEntry {
        var entry = entry
        entry.duration = samples.count / 8
        if !samples.isEmpty {
            entry.level = SpeechLevel(samples)
            sounds[entry.clip] = PromptAudio(samples: samples)
        }
        return entry
    }

    // MARK: the server's voices

    /// What the server is to say and has not said yet, each text once.
    func wanting(_ voices: Voices) -> [Voice] {
        let known = Set(entries.map(\.clip))
        var seen: Set<Voice> = []
        return drafts.filter { known.contains($0.clip) }.compactMap { $0.serverVoice(voices) }
            .filter { !voices.cache.has($0) && seen.insert($0).inserted }
    }

    /// Takes what the server has said meanwhile in place of what programs said; how many clips that changed.
    mutating func takeServerVoices(_ voices: Voices) -> Int {
        let drafts = Dictionary(drafts.map { ($0.clip, $0) }) { first, _ in first }
        var changed = 0
        for index in entries.indices {
            guard let draft = drafts[entries[index].clip], let voice = draft.serverVoice(voices) else { continue }
            guard entries[index].origin != .synthesised(by: voice.name), voices.cache.has(voice) else { continue }
            guard let (entry, samples) = draft.finishedAtOnce(voices), !samples.isEmpty else { continue }
            entries[index] = measured(entry, samples)
            changed += 1
        }
        return changed
    }
}

extension PromptEntry {
    /// Whether there is no sound.
    public var isMissing: Bool {
        if case .missing = origin { true } else { false }
    }
}
