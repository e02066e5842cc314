import Diagnostics
import Foundation
import IVR

extension ConfigurationReader {
    /// Who speaks what has no recording.
    mutating func readVoices() {
        guard let voices = map.mapping("voices", &findings) else { return }
        let english = voices.choice("english", &findings).flatMap { FliteVoice(rawValue: $0.value) }
        configuration.voices.english = english ?? configuration.voices.english
        for node in voices.list("packs", &findings) ?? [] {
            let pack = findings.choice(node, of: SoundPack.allCases.map(\.rawValue)).flatMap { SoundPack(rawValue: $0.value) }
            if let pack, !configuration.voices.packs.contains(pack) { configuration.voices.packs.append(pack) }
        }
        guard let server = voices.mapping("server", &findings) else { return }
        let names = (server.dictionary("voice", &findings) ?? []).map { (LanguageTag($0.name), findings.text($0.value)?.value ?? "") }
        let format = server.choice("format", &findings).flatMap { Configuration.SpeechFormat(rawValue: $0.value) }
        guard let service = service(server, timeout: 30_000) else { return }
        configuration.voices.server = Configuration.SpeechServer(
            service: service, voices: Dictionary(names) { first, _ in first }, format: format ?? .wav)
    }

    /// Who writes down what was said.
    mutating func readTranscription() {
        guard let map = map.mapping("transcription", &findings) else { return }
        let atOnce = map.integer("at-once", &findings)?.value
        let format = map.choice("format", &findings).flatMap { Configuration.TranscriptFormat(rawValue: $0.value) }
        guard let service = service(map, timeout: 60_000) else { return }
        configuration.transcription = Configuration.Transcription(service: service, atOnce: atOnce ?? 2, format: format ?? .json)
    }

    private mutating func service(_ map: MappingReader, timeout: Int) -> Configuration.ModelService? {
        let key = secret(map, "key")
        let limit = map.duration("timeout", &findings)?.value.rawValue
        let tries = map.integer("tries", &findings)?.value
        guard let address = map.text("address", &findings), let model = map.text("model", &findings) else { return nil }
        let schemes = ["http", "https"]
        guard let url = URLComponents(string: address.value), schemes.contains(url.scheme?.lowercased() ?? ""), !(url.host ?? "").isEmpty
        else {
            findings.add(Diagnostic(at: address.range, "`\(address.value)` is no http or https address", rule: "configuration-service"))
            return nil
        }
        guard url.user == nil, url.password == nil, url.query == nil, url.fragment == nil else {
            let hint = "it ends before /audio/speech; a key stands in a file or in the environment: key: { file: ... }"
            findings.add(
                Diagnostic(at: address.range, "the address has more than a host and a path", hint: hint, rule: "configuration-service"))
            return nil
        }
        let base = String(address.value.reversed().drop { $0 == "/" }.reversed())
        return Configuration.ModelService(
            address: base, model: model.value, key: key, timeout: limit ?? timeout, tries: tries ?? 3)
    }

    /// The place of a secret under this key.
    mutating func secret(_ map: MappingReader, _ name: String) -> Configuration.SecretPlace? {
        guard let map = map.mapping(name, &findings) else { return nil }
        let variable = map.text("environment", &findings)
        let file = map.text("file", &findings)
        switch (variable, file) {
        case (let variable?, nil): return .environment(variable.value)
        case (nil, let file?): return .file(resolve(file.value))
        default:
            let hint = "\(name): { environment: VARIABLE } or \(name): { file: PATH }"
            findings.add(
                Diagnostic(at: map.node.range, "a \(name) is in a variable or in a file", hint: hint, rule: "configuration-service"))
            return nil
        }
    }
}
