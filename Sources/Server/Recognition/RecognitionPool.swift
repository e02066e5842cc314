import Foundation
import IVR
import Logging
import Recognition

/// The recognition threads of a server; a call belongs to one of them for life, as its voice is known there.
struct RecognitionPool: Sendable {
    /// The threads.
    let nodes: [RecognitionNode]
    /// The languages that are listened for.
    let languages: Set<SpeechLanguage>

    /// Starts the threads and loads recognisers for each language that is listened for, an equal share on each thread.
    static func start(
        _ wished: Configuration.Recognition, engine: any SpeechEngine, languages: [SpeechLanguage], log: Logger
    ) async -> RecognitionPool {
        let count = wished.threads ?? MediaGraph.recognitionThreadCount(cores: ProcessInfo.processInfo.activeProcessorCount)
        let nodes = (0..<count).map { _ in
            RecognitionNode(engine: engine, longestDelay: Int64(wished.answerDelay) * 1_000_000)
        }
        for language in languages {
            for node in nodes {
                guard let failure = await node.load((wished.recognizers + count - 1) / count, of: language) else { continue }
                log.error("a recogniser cannot be loaded", metadata: ["language": "\(language.rawValue)", "reason": "\(failure)"])
            }
        }
        return RecognitionPool(nodes: nodes, languages: Set(languages))
    }

    /// Whether one of some languages is listened for.
    func hears(_ tags: Set<LanguageTag>) -> Bool {
        tags.contains { SpeechLanguage(tag: $0.rawValue).map(languages.contains) ?? false }
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
