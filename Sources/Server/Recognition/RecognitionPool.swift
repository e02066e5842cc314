import Foundation
import IVR
import Logging
import Recognition
import Synchronization

/// The recognition threads of a server; a call belongs to one of them for life, as its voice is known there.
final class RecognitionPool: Sendable {
    /// The threads.
    let nodes: [RecognitionNode]
    /// Recognisers of each language on each thread.
    private let share: Int
    private let log: Logger
    /// The languages that are listened for.
    private let languages = Mutex<Set<SpeechLanguage>>([])

    /// Starts the threads, which hear nobody yet.
    init(_ wished: Configuration.Recognition, engine: any SpeechEngine, log: Logger) {
        let count = wished.threads ?? MediaGraph.recognitionThreadCount(cores: ProcessInfo.processInfo.activeProcessorCount)
        nodes = (0..<count).map { _ in RecognitionNode(engine: engine, longestDelay: Int64(wished.answerDelay) * 1_000_000) }
        share = (wished.recognizers + count - 1) / count
        self.log = log
    }

    /// Loads recognisers for those languages that are not listened for yet, an equal share on each thread.
    ///
    /// They stay when no flow speaks the language any more: calls may still do, and the next change may bring it back.
    func listen(in wanted: [SpeechLanguage]) async {
        for language in wanted where !languages.withLock({ $0.contains(language) }) {
            for node in nodes {
                guard let failure = await node.load(share, of: language) else { continue }
                log.error("a recogniser cannot be loaded", metadata: ["language": "\(language.rawValue)", "reason": "\(failure)"])
            }
            languages.withLock { _ = $0.insert(language) }
            log.info("recognisers loaded", metadata: ["language": "\(language.rawValue)"])
        }
    }

    /// Whether one of some languages is listened for.
    func hears(_ tags: Set<LanguageTag>) -> Bool {
        let languages = languages.withLock { $0 }
        return tags.contains { SpeechLanguage(tag: $0.rawValue).map(languages.contains) ?? false }
    }

    /// The thread that a call belongs to.
    func node(of id: ListenerID) -> RecognitionNode {
        nodes[Int(id.number % UInt64(nodes.count))]
    }

    /// Stops every thread.
    func stop() async {
        for node in nodes { await node.close() }
    }
}
