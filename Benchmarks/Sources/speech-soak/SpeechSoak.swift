import Audio
import AudioFiles
import CallEngine
import CallSimulator
import Foundation
import IVR
import PocketSphinx
import Recognition

/// Whether memory grows: `speech-soak [KEYED] [SPOKEN] [SOUND.wav] [MODELS]` makes calls in imagined time and prints the resident memory
/// after each tenth of them.
///
/// The callers answer KEYED questions by a key and SPOKEN ones by voice: a sound file that says "book a taxi", which is really
/// recognised with the models of a folder; without a file, words that the script knows. The figure of merit is the growth after the
/// first tenth.
@main
enum SpeechSoak {
    private static let keyedInCall = 100
    private static let spokenInCall = 20

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let keyed = arguments.first.flatMap { Int($0) } ?? 100_000
        let spoken = arguments.dropFirst().first.flatMap { Int($0) } ?? 2000
        let hotline = try hotline(models: arguments.dropFirst(3).first ?? "Models")
        let sound = try arguments.dropFirst(2).first.map(samples)
        let start = Date()
        var first = 0
        for part in 1...10 {
            for call in 0..<max(1, keyed / keyedInCall / 10) { try press(hotline, seed: UInt64(part * 1_000_000 + call)) }
            for call in 0..<max(1, spoken / spokenInCall / 10) { try speak(hotline, sound, seed: UInt64(part * 1_000_000 + call)) }
            let memory = try resident()
            if part == 1 { first = memory }
            let seconds = Int(Date().timeIntervalSince(start))
            print("\(part)0 %: \(memory / 1024) kB resident, \((memory - first) / 1024) kB more than after 10 %, \(seconds) s")
        }
    }

    /// A call that presses a key a hundred times.
    private static func press(_ hotline: SimulatedHotline, seed: UInt64) throws {
        try call(hotline, plan: String(repeating: "1 ", count: keyedInCall) + "2", clips: [:], seed: seed)
    }

    /// A call that speaks twenty times.
    private static func speak(_ hotline: SimulatedHotline, _ sound: [Int16]?, seed: UInt64) throws {
        let word = sound == nil ? "\"book a taxi\" " : "[taxi] "
        try call(hotline, plan: String(repeating: word, count: spokenInCall) + "2", clips: sound.map { ["taxi": $0] } ?? [:], seed: seed)
    }

    private static func call(_ hotline: SimulatedHotline, plan: String, clips: [String: [Int16]], seed: UInt64) throws {
        var script = CallScript()
        script.plan = try CallerPlan(parsing: plan)
        script.network.seed = seed
        let call = hotline.call(script, clips: clips)
        // A soak whose callers get nowhere would prove nothing.
        let answered = call.happenings.count { if case .followed = $0.event { true } else { false } }
        guard answered == script.plan.groups.count else {
            throw SoakFailure(description: "\(answered) of \(script.plan.groups.count) answers: \(call.transcript.suffix(12))")
        }
    }

    private static func hotline(models: String) throws -> SimulatedHotline {
        let text = """
            flow: soak
            language: en-US
            start: again
            steps:
              again:
                menu:
                  prompt: again
                  options:
                    - { keys: "1", say: "book (a | my) taxi", next: again }
                    - { keys: "2", say: "cancel", next: bye }
                no-input: { tries: 2, next: bye }
                no-match: { tries: 2, next: bye }
              bye:
                hangup: done
            """
        guard let flow = FlowParser.parse(text: text, path: "soak.yaml").flow else { throw SoakFailure(description: "no flow") }
        let library = PromptLibrary(clips: [ClipID(language: "en-US", name: "again"): PromptAudio(samples: Array(repeating: 8, count: 800))]
        )
        var hotline = SimulatedHotline(flow: flow, prompts: library)
        hotline.promptNames = ["en-US": ["again"]]
        hotline.engine = PocketSphinxEngine(ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: models))
        return hotline
    }

    private static func samples(of path: String) throws -> [Int16] {
        try SoundFile.decode([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))).resampled(to: 8000).samples
    }

    /// What the process has in memory [octets].
    private static func resident() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { throw SoakFailure(description: "no memory figures") }
        return pages * 4096
    }
}

/// Why the soak stopped, in words.
struct SoakFailure: Error, CustomStringConvertible {
    var description: String
}
