import Diagnostics
import Queueing
import Testing

@testable import Server

@Suite struct `Queues and agents of the configuration` {
    @Test func `are read whole`() throws {
        let text = """
            queues:
              dispatch:
                target: sip:dispatch@192.0.2.30
                strategy: most-skilled
                skills: { booking: 2, english: { level: 1, firm: true } }
                relax:
                  - { after: 30s, lower: 1 }
                  - { after: 2m, lower: 2, skill: booking }
                overflow:
                  - { depth: 20, to: night }
                  - { age: 3m, to: night }
                misses: 0
                longest-wait: 10m
                answer-within: 30s
                callback: { attempts: 2, calendar: office }
              night:
                target: sip:night@192.0.2.30
            agents:
              ana:
                queues: [dispatch, night]
                skills: { english: 3, booking: 2 }
            """
        let (read, diagnostics, _) = ConfigurationReader.read(text, path: "hotline.yaml")
        #expect(diagnostics.isEmpty, "\(diagnostics)")
        let floor = try #require(read).floor
        let dispatch = try #require(floor.queues.first)
        #expect(dispatch.strategy == .mostSkilled)
        #expect(dispatch.demands == [SkillDemand("booking", 2), SkillDemand("english", 1, isFirm: true)])
        #expect(dispatch.relaxations.map(\.lower) == [1, 2])
        #expect(dispatch.relaxations.map(\.skill) == [nil, "booking"])
        #expect(dispatch.overflow == [.init(.depth(20), to: "night"), .init(.age(.minutes(3)), to: "night")])
        #expect(dispatch.offers.misses == nil && dispatch.offers.ring == OfferPlan().ring)
        #expect(dispatch.maximumWait == .minutes(10) && dispatch.service.threshold == .seconds(30))
        #expect(dispatch.callback.attempts == 2 && dispatch.callback.calendar == "office")
        #expect(floor.queues.last == QueuePlan("night"))
        #expect(
            floor.agents == [
                AgentPlan("ana", queues: ["dispatch", "night"], skills: [SkillLevel("booking", 2), SkillLevel("english", 3)])
            ])
    }

    /// The lines of the queue `day`, and what is said of them.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var line: String
        var said: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        Mistake(line: "strategy: longest-idel", said: "4:15: expected one of"),
        Mistake(line: "strategy: longest-idel", said: "did you mean \"longest-idle\"?"),
        Mistake(line: "skills: { english: 11 }", said: "4:24: expected a whole number from 1 to 10, found `11` [wrong-type]"),
        Mistake(line: "skills: { english: { firm: true } }", said: "a demand needs the key `level`"),
        Mistake(
            line: "relax: [{ after: 60s, lower: 1 }, { after: 30s, lower: 2 }]",
            said: "4:48: a relaxation after 30s stands behind one after 1m [configuration-queue]"),
        Mistake(
            line: "overflow: [{ to: nigth, depth: 3 }]", said: "4:22: there is no queue `nigth`; did you mean \"night\"? [unknown-queue]"),
        Mistake(line: "overflow: [{ to: day, depth: 3 }]", said: "4:22: `day` overflows into itself [configuration-queue]"),
        Mistake(
            line: "overflow: [{ to: night }]",
            said: "an overflow has one of `depth`, `age` and `estimate`, and this one has none"),
        Mistake(line: "overflow: [{ to: night, age: 3m, depth: 2 }]", said: "and this one has 2"),
        Mistake(line: "ring: 20", said: "did you mean \"20s\"?"),
        Mistake(line: "wrapup: 20s", said: "a queue has no key `wrapup`; did you mean \"wrap-up\"? [unknown-key]"),
        Mistake(line: "callback: { tries: 3 }", said: "`callback` has no key `tries`"),
    ]) func `say what is wrong with a queue`(_ mistake: Mistake) {
        let text = "queues:\n  day:\n    target: sip:a@192.0.2.1\n    \(mistake.line)\n  night:\n    target: sip:b@192.0.2.1\n"
        let said = ConfigurationReader.read(text, path: "c").diagnostics.map(\.description)
        #expect(said.contains { $0.contains(mistake.said) }, "\(said)")
    }

    @Test(arguments: [
        Mistake(line: "queues: [dai]", said: "2:19: there is no queue `dai`; did you mean \"day\"? [unknown-queue]"),
        Mistake(line: "skills: {}", said: "an agent needs the key `queues`"),
        Mistake(line: "queues: [day], supervises: [dai]", said: "there is no queue `dai`"),
        Mistake(line: "queues: [day], skills: { english: good }", said: "expected a whole number from 1 to 10"),
    ]) func `say what is wrong with an agent`(_ mistake: Mistake) {
        let text = "agents:\n  ana: { \(mistake.line) }\nqueues:\n  day:\n    target: sip:a@192.0.2.1\n"
        let said = ConfigurationReader.read(text, path: "c").diagnostics.map(\.description)
        #expect(said.contains { $0.contains(mistake.said) }, "\(said)")
    }

    @Test func `agents are reached by a phone that registers or by an address, and log in by it`() throws {
        let text = """
            trunks: { main: { address: "192.0.2.1:5060" } }
            queues: { desk: {} }
            agents:
              ana: { queues: [desk], password: { file: ana } }
              ben: { queues: [desk], address: "2001", trunk: main }
              cem: { queues: [desk], address: "sip:cem@192.0.2.9", login: command }
              dan: { queues: [desk], supervises: [desk] }
            """
        let configuration = try #require(ConfigurationReader.read(text, path: "hotline.yaml").configuration)
        #expect(configuration.queues["desk"]?.target == nil)
        #expect(["ana", "ben", "cem", "dan"].map { configuration.agents[$0]?.login } == [.phone, .always, .command, .command])
        #expect(configuration.agents["dan"]?.supervises == ["desk"] && configuration.agents["ben"]?.supervises == [])
        #expect(configuration.agents["ben"]?.trunk == "main" && configuration.agents["ana"]?.address == nil)
    }

    @Test func `an address that nobody can dial and a demand that nobody meets are found`() {
        let text = """
            queues:
              day: { skills: { english: 2 } }
            agents:
              ana: { queues: [day], address: "2001", skills: { english: 1 } }
              ben: { queues: [day], address: "2002", trunk: mian }
            """
        let said = Configuration.read(text, path: "hotline.yaml").findings.joined(separator: "\n")
        #expect(said.contains("hotline.yaml:4:35: `2001` is no SIP address"), "\(said)")
        #expect(said.contains("there is no trunk `mian`"), "\(said)")
        #expect(said.contains("warning: no agent of the queue `day` can do all that it asks: english 2"), "\(said)")
    }
}
