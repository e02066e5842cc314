import Foundation

/// The folder that a server of the tests works in: a configuration, the flows of `Fixtures/Flows`, sounds for the prompts.
///
/// Each flow answers the number of its own name. They speak a language that has recordings alone, so that nothing has to be synthesised
/// and the server starts at once.
struct HotlinePlace: Sendable {
    let folder: TemporaryFolder
    let ports = MediaPortBlock()
    /// Where the server answers.
    let host: String

    /// What the prompts sound like.
    static let prompts: [String: [Int16]] = [
        "welcome": SpeechLikeSound(seed: 1).samples(seconds: 2), "other": SpeechLikeSound(seed: 2).samples(seconds: 2),
        "long": SpeechLikeSound(seed: 3).samples(seconds: 20), "ready": SpeechLikeSound(seed: 4).samples(seconds: 0.3),
    ]

    /// Makes a folder in which a server can start.
    ///
    /// - Parameters:
    ///   - nobody: a port of a listener that never says anything: services and agents of the flows are there.
    ///   - trusted: who may call.
    ///   - strangers: what all others hear.
    ///   - threads: media threads.
    ///   - media: more keys of `media`.
    ///   - host: a loopback address.
    ///   - desk: the queue `desk`; without it an agent elsewhere, at `nobody`.
    ///   - more: further lines of the configuration.
    init(
        nobody: UInt16 = 9, trusted: String = "127.0.0.1", strangers: String = "ignore", threads: Int = 1, media: String = "",
        host: String = "127.0.0.1", desk: String? = nil, more: String = ""
    ) throws {
        self.host = host
        folder = try TemporaryFolder()
        let flows = try FileManager.default.contentsOfDirectory(
            at: Repository.fixtures.appendingPathComponent("Flows"), includingPropertiesForKeys: nil)
        for flow in flows {
            let text = try String(contentsOf: flow, encoding: .utf8).replacingOccurrences(of: "{nobody}", with: String(nobody))
            try folder.write(text, to: "Flows/\(flow.lastPathComponent)")
        }
        try folder.write("", to: "Prompts/en-GB/.keep")
        for (name, samples) in Self.prompts { try writeSound(samples, to: folder.file("Prompts/en-GB/\(name).wav")) }
        let names = flows.map { $0.deletingPathExtension().lastPathComponent }.sorted()
        let desk = desk ?? "{ target: \"sip:desk@127.0.0.1:\(nobody)\" }"
        let configuration = Self.configuration(
            names, desk: desk, trusted: trusted, media: "threads: \(threads)\(media)", host: host, ports: ports.range)
        try folder.write(configuration + "\nstrangers: \(strangers)\n\(more)\n", to: "hotline.yaml")
    }

    private static func configuration(_ flows: [String], desk: String, trusted: String, media: String, host: String, ports: String)
        -> String
    {
        """
        listen: [ "udp \(host):0", "tcp \(host):0" ]
        trusted: [ "\(trusted)" ]
        rtp-ports: \(ports)
        records: records.jsonl
        routes:
        \(flows.map { "  - { number: \"\($0)\", flow: \($0) }" }.joined(separator: "\n"))
        queues:
          desk: \(desk)
        media: { greeting-guard: 0s, \(media) }
        metrics: 127.0.0.1:0
        log: { level: debug }
        """
    }
}

extension HotlinePlace {
    /// The files of the server in which something is to be read, as it is; flows are not the server's.
    func files(with text: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            guard !name.hasPrefix("Flows/"), let content = FileManager.default.contents(atPath: folder.file(name)) else { return false }
            return content.range(of: Data(text.utf8)) != nil
        }
    }
}
