import Foundation

/// A caller who talks to `ana`; `eve` may supervise, `zoe` is behind the trunk, and nobody is offered any more calls.
struct GuestScene {
    var hotline: Hotline
    var caller: PlainCaller
    var ana: PlainAgent
    var toAna: PlainAgent.Invitation
    var eve: PlainAgent
    var zoe: PlainAgent
    /// Who talks: c is the caller, a is ana.
    var phones = TalkingPhones()

    /// Starts the server, and the talk.
    static func talking(_ body: (inout GuestScene) async throws -> Void) async throws {
        let (ana, eve, zoe) = (try PlainAgent(takesEvents: true), try PlainAgent(takesEvents: true), try PlainAgent())
        let place = try HotlinePlace(
            media: ", agent-codes: { hold: \"*1\", transfer: \"*2\", consult: \"*3\" }", desk: "{ wrap-up: 10m }\n  other: {}",
            more: """
                agents:
                  ana: { queues: [desk], address: "\(ana.address)" }
                  ben: { queues: [other], address: "\(zoe.address)", supervises: [other] }
                  eve: { queues: [other], address: "\(eve.address)", supervises: [desk] }
                  joe: { queues: [other], address: "\(zoe.address)", supervises: [desk, other] }
                trunks: { default: { address: "127.0.0.1:\(zoe.port)" } }
                control: control
                """)
        try await Hotline.serving(place) { hotline in
            for phone in [ana, eve, zoe] { phone.belongs(to: hotline) }
            let caller = try PlainCaller("waiting", at: hotline)
            let answer = try await caller.call()
            let toAna = try await ana.invited()
            ana.answers(toAna)
            try await hotline.says("agent and caller talk")
            var scene = GuestScene(hotline: hotline, caller: caller, ana: ana, toAna: toAna, eve: eve, zoe: zoe)
            scene.phones.add("c", caller.media, to: answer.mediaPort)
            scene.phones.add("a", ana.media, to: toAna.mediaPort)
            try await body(&scene)
        }
    }

    /// What `hotline agent ...` says.
    func orders(_ words: String) async throws -> String {
        let arguments = ["agent"] + words.split(separator: " ").map(String.init) + ["--socket", "control"]
        let ran = try await ChildProcess.run(Repository.hotline, arguments, in: hotline.folder.path)
        return ran.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Eve is rung, and answers.
    mutating func supervise(_ mode: String) async throws -> PlainAgent.Invitation {
        _ = try await orders("\(mode) ana --as eve")
        let toEve = try await eve.invited()
        eve.answers(toEve)
        try await hotline.says("> third party eve")
        phones.add("g", eve.media, to: toEve.mediaPort)
        return toEve
    }

    /// Ana dials zoe with these keys; zoe sounds before she answers.
    mutating func dials(_ keys: String) async throws -> PlainAgent.Invitation {
        try await phones.press(keys, as: "a")
        let toZoe = try await zoe.invited()
        phones.add("g", zoe.media, to: toZoe.mediaPort)
        zoe.sounds(toZoe)
        return toZoe
    }

    /// Ana asks zoe, who answers.
    mutating func consult() async throws -> PlainAgent.Invitation {
        try await phones.press("*31002#", as: "a")
        let toZoe = try await zoe.invited()
        zoe.answers(toZoe)
        try await hotline.says("> third party 1002 consults")
        phones.add("g", zoe.media, to: toZoe.mediaPort)
        return toZoe
    }

    /// The call is over and recorded.
    func ends() async throws -> CallRecordLine? {
        try await hotline.records.lines(of: "waiting", count: 1).first
    }
}
