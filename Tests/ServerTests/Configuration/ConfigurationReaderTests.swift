import CallEngine
import Diagnostics
import IVR
import SIP
import Testing

@testable import Server

@Suite struct `The configuration file` {
    /// A mistake and what is said of it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var said: String
        var testDescription: String { text }
    }

    @Test func `an empty file is the shipped default, which trusts nobody`() throws {
        let configuration = try #require(ConfigurationReader.read("# nothing\n", path: "hotline.yaml").configuration)
        #expect(configuration.trusted.isEmpty)
        #expect(configuration.routes.isEmpty)
        #expect(configuration.paths.flows == "Flows")
    }

    @Test func `a trunk may have an account, whose user calls come from`() throws {
        let folder = try TemporaryFolder()
        try folder.write("secret\n", to: "password")
        let text = """
            trunks:
              main: { address: 192.0.2.1, account: { user: "95128", password: { file: password } } }
              other: { address: 192.0.2.2, from: "1", account: { user: "2", password: { file: nowhere } } }
            """
        let configuration = try #require(ConfigurationReader.read(text, path: folder.file("hotline.yaml")).configuration)
        #expect(configuration.trunks["main"]?.from == "95128" && configuration.trunks["other"]?.from == "1")
        #expect(throws: ServerError.self) { try TrunkAccounts(configuration) }
        var known = configuration
        known.trunks["other"] = nil
        #expect(try TrunkAccounts(known)["main"] == DigestAccount(user: "95128", secret: .password("secret")))
        let (none, diagnostics, _) = ConfigurationReader.read(
            "trunks: { main: { address: 192.0.2.1, account: { user: a } } }", path: "hotline.yaml")
        #expect(none == nil && diagnostics.first?.message.contains("password") == true)
    }

    @Test func `the example of the documentation is read whole`() throws {
        let page = try Repository.text("docs/configuration.md")
        let parts = page.split(separator: "```yaml\n")
        try #require(parts.count == 2)
        let example = try #require(parts[1].split(separator: "```").first)
        let (read, diagnostics, _) = ConfigurationReader.read(String(example), path: "/etc/hotline/hotline.yaml")
        #expect(diagnostics.isEmpty)
        let configuration = try #require(read)
        #expect(configuration.listen.map(\.description) == ["udp 0.0.0.0:5060", "tcp 0.0.0.0:5060", "udp [::]:5060"])
        #expect(configuration.advertise == "192.0.2.10")
        #expect(configuration.rtpPorts == 20000...29999)
        #expect(configuration.trusted.count == 3)
        #expect(configuration.trunks["default"]?.from == "95128")
        #expect(configuration.routes.map(\.match) == [.number("95128"), .prefix("123"), .any])
        #expect(configuration.queues["supervision"]?.shares == ["identity-card"])
        #expect(configuration.targets["desk"]?.timeout == 5000)
        #expect(configuration.headers == ["x-customer", "x-account"])
        #expect(configuration.paths.database == "/etc/hotline/Records")
        #expect(configuration.paths.records == "/etc/hotline/records.jsonl")
        #expect(configuration.keep == Configuration.Keep(calls: 400, queueEvents: 400, recordings: 90))
        #expect(configuration.media.options == CallOptions())
        let server = try #require(configuration.voices.server)
        #expect(server.service.address == "http://127.0.0.1:8880/v1")
        #expect(server.service.key == .environment("SPEECH_KEY"))
        #expect(server.voices == ["en-US": "anna", "zh-CN": "lan"])
        #expect(configuration.voices.packs == [.asterisk])
        #expect(configuration.transcription?.service.key == .file("/etc/hotline/transcription.key"))
        #expect(configuration.transcription?.atOnce == 2)
        #expect(configuration.metrics?.description == "127.0.0.1:9090")
    }

    @Test func `every key is documented and stands in the example`() throws {
        let page = try Repository.text("docs/configuration.md")
        for key in Configuration.keys.names {
            #expect(page.contains("\n\(key):"), "the example lacks \(key)")
            #expect(page.contains("| `\(key)` |") || page.contains("| `\(key)."), "the table lacks \(key)")
        }
        let maps = [
            (Configuration.mediaKeys, "media"), (Configuration.logKeys, "log"), (Configuration.voicesKeys, "voices"),
            (Configuration.keepKeys, "keep"),
        ]
        for (table, prefix) in maps {
            for key in table.names { #expect(page.contains("| `\(prefix).\(key)` |")) }
        }
        let tables = [
            Configuration.trunkKeys, Configuration.routeKeys, Configuration.queueKeys, Configuration.agentKeys, Configuration.demandKeys,
            Configuration.relaxKeys, Configuration.overflowKeys, Configuration.callbackKeys, Configuration.targetKeys,
            Configuration.speechServerKeys, Configuration.transcriptionKeys, Configuration.secretKeys, Configuration.registrarKeys,
        ]
        for table in tables {
            for key in table.names { #expect(page.contains("`\(key)`"), "\(table.title) lacks \(key)") }
        }
    }

    @Test(arguments: ["hotline.yaml", "packaging/hotline.yaml"])
    func `the configurations of the repository are valid`(_ path: String) throws {
        let (configuration, diagnostics, _) = ConfigurationReader.read(try Repository.text(path), path: path)
        #expect(diagnostics.isEmpty)
        #expect(configuration != nil)
        if path != "hotline.yaml" { #expect(configuration?.trusted.isEmpty == true) }
    }

    @Test(arguments: [
        Mistake(text: "trustd: []", said: "1:1: the configuration has no key `trustd`; did you mean \"trusted\"? [unknown-key]"),
        Mistake(text: "strangers: refused", said: "did you mean \"refuse\"?"),
        Mistake(text: "trusted: [10.0.0.0/33]", said: "1:11: `10.0.0.0/33` is no address or network [configuration-network]"),
        Mistake(text: "listen: [upd 0.0.0.0]", said: "1:10: `upd 0.0.0.0` is no listener; did you mean \"udp\"? [configuration-listener]"),
        Mistake(text: "listen: [\"0.0.0.0:5060\"]", said: "did you mean \"udp 0.0.0.0:5060\"? [configuration-listener]"),
        Mistake(text: "listen: [udp localhost:5060]", said: "1:14: `localhost:5060` is no address [configuration-address]"),
        Mistake(text: "rtp-ports: 20001-29999", said: "1:12: `20001-29999` is no range of media ports [configuration-ports]"),
        Mistake(text: "rtp-ports: 20000", said: "is no range of media ports [configuration-ports]"),
        Mistake(text: "advertise: 0.0.0.0", said: "1:12: `0.0.0.0` cannot be advertised [configuration-address]"),
        Mistake(text: "routes: [{ number: \"1\" }]", said: "a route needs the key `flow` [missing-key]"),
        Mistake(text: "routes: [{ flow: a }, { flow: b }]", said: "an earlier route is for the same numbers [configuration-route]"),
        Mistake(
            text: "routes: [{ number: \"1\", prefix: \"1\", flow: a }]",
            said: "a route is for a number or for a prefix, not for both [configuration-route]"),
        Mistake(text: "queues: { q: { target: \"2001\" } }", said: "`2001` is no SIP address [configuration-target]"),
        Mistake(
            text: "trunks: { main: { address: 192.0.2.1 } }\nqueues: { q: { target: \"2001\", trunk: mian } }",
            said: "2:39: there is no trunk `mian`; did you mean \"main\"? [unknown-trunk]"),
        Mistake(text: "notify: { n: { url: ftp://x } }", said: "`ftp://x` is no http or https address [configuration-target]"),
        Mistake(text: "media: { timeout: 45 }", said: "did you mean \"45s\"? [wrong-type]"),
        Mistake(text: "media: { key-profile: etis }", said: "did you mean \"etsi\"?"),
        Mistake(text: "log: { format: txt }", said: "did you mean \"text\"? [wrong-type]"),
        Mistake(text: "voices: { english: slr }", said: "did you mean \"slt\"?"),
        Mistake(text: "voices: { packs: [asterix] }", said: "1:19: expected one of `asterisk`"),
        Mistake(
            text: "voices: { server: { address: http://a/v1, model: m } }",
            said: "a speech server needs the key `voice` [missing-key]"),
        Mistake(
            text: "transcription: { address: a/v1, model: m }",
            said: "1:27: `a/v1` is no http or https address [configuration-service]"),
        Mistake(
            text: "transcription: { address: \"https://k@a/v1\", model: m }",
            said: "the address has more than a host and a path"),
        Mistake(
            text: "transcription: { address: http://a, model: m, key: {} }",
            said: "1:52: a key is in a variable or in a file [configuration-service]"),
        Mistake(text: "transcription: { address: http://a, model: m, key: secret }", said: "expected a map with `environment`, `file`"),
        Mistake(text: "metrics: 9090", said: "1:10: `9090` is no address [configuration-address]"),
        Mistake(text: "- a", said: "expected a map"),
        Mistake(text: "a: 'b", said: "[syntax]"),
    ]) func `a mistake is found in its place`(_ mistake: Mistake) {
        let (configuration, diagnostics, _) = ConfigurationReader.read(mistake.text, path: "c.yaml")
        #expect(configuration == nil)
        #expect(diagnostics.contains { "\($0)".contains(mistake.said) }, "\(diagnostics)")
    }

    @Test func `all mistakes are found at once, in the order of reading`() {
        let text = "listen: [x]\ntrusted: [y]\nmetrics: z\n"
        let lines = ConfigurationReader.read(text, path: "c.yaml").diagnostics.map(\.range.start.line)
        #expect(lines == [1, 2, 3])
    }
}
