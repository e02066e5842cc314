import Audio
import AudioFiles
import Foundation

extension HotlinePlace {
    /// A folder with one flow that listens in American English, answering the number `spoken`; prompts are as in the other places.
    ///
    /// The models are those of a folder, the repository's unless said, and of the system.
    init(listening flow: String, models: String = Repository.models) throws {
        host = "127.0.0.1"
        folder = try TemporaryFolder()
        try folder.write(flow, to: "Flows/spoken.yaml")
        try folder.write("", to: "Prompts/en-US/.keep")
        for (name, samples) in Self.prompts { try writeSound(samples, to: folder.file("Prompts/en-US/\(name).wav")) }
        try folder.write(
            """
            listen: [ "udp 127.0.0.1:0", "tcp 127.0.0.1:0" ]
            trusted: [ 127.0.0.1 ]
            rtp-ports: \(ports.range)
            records: records.jsonl
            routes: [{ number: spoken, flow: spoken }]
            models: \(models)
            media: { greeting-guard: 0s, threads: 1 }
            recognition: { threads: 1, recognizers: 2 }
            metrics: 127.0.0.1:0
            log: { level: debug }
            """, to: "hotline.yaml")
    }

    /// Whether this machine has what a spoken call needs: Debian's English model, and a voice.
    static var canBeSpokenTo: Bool {
        let needed = ["/usr/share/pocketsphinx/model/en-us/en-us/mdef", "/usr/bin/flite"]
        let missing = needed.filter { !FileManager.default.fileExists(atPath: $0) }
        if !missing.isEmpty { print("skipped: no \(missing.joined(separator: ", no "))") }
        return missing.isEmpty
    }

    /// Words as flite says them, at 8 kHz.
    func voice(saying words: String) async throws -> [Int16] {
        let file = folder.file("\(UUID().uuidString.prefix(8)).wav")
        let (ending, output) = try await ChildProcess.run("flite", ["-voice", "rms", "-t", words, "-o", file], in: folder.path)
        guard ending == .exit(0) else { throw Impatience(description: "no voice: \(output)") }
        return try SoundFile.decode(Array(Data(contentsOf: URL(fileURLWithPath: file)))).resampled(to: 8000).samples
    }
}
