import Audio
import CallEngine
import IVR
import Testing

@testable import Server

/// What a call was told.
private actor Told {
    private(set) var reports: [(report: SpeechReport, utterance: Int)] = []

    func add(_ report: SpeechReport, _ utterance: Int) { reports.append((report, utterance)) }

    /// The first report; waits for it.
    func first() async -> (report: SpeechReport, utterance: Int)? {
        while reports.isEmpty { await Task.yield() }
        return reports.first
    }
}

@Suite struct `A dictated answer` {
    private static let caller = ListenerID(number: 7)

    private static func push(_ count: Int, to ring: SpeechRing) {
        for index in 0..<count { ring.push(AudioFrame(repeating: Int16(index + 1))) }
    }

    /// A caller who has said 4 s, and what the call was told.
    private static func dictate(to server: FakeModelServer) async throws -> (told: Told, dictation: Dictation, ring: SpeechRing) {
        let place = try await TranscriptionServiceTests.Place(server.client())
        let (dictation, ring, told) = (Dictation(place.service), SpeechRing(), Told())
        let order = Dictation.Order(ring: ring, language: "en-US", commands: nil) { report, utterance in
            Task { await told.add(report, utterance) }
        }
        dictation.listen(caller, order)
        push(10, to: ring)
        ring.mark(.began(lead: 4), utterance: 1, at: 0)
        dictation.wake(caller)
        await dictation.settle()
        push(100, to: ring)
        dictation.wake(caller)
        await dictation.settle()
        push(95, to: ring)
        return (told, dictation, ring)
    }

    @Test func `is written down from its beginning, however long it is`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\": \" My bag is lost. \"}")]) { server in
            let (told, dictation, ring) = try await Self.dictate(to: server)
            ring.mark(.ended, utterance: 1, at: 0)
            dictation.wake(Self.caller)
            let answer = SpokenAnswer(.value("My bag is lost."), words: "My bag is lost.", confidence: 1)
            let heard = try #require(await told.first())
            #expect(heard.report == .answer(SpeechAnswer(alternatives: [answer])))
            #expect(heard.utterance == 1)
            let body = try #require(server.requests.all.first).body
            // 200 frames of two octets a sample, the head of the file and the form around it.
            #expect((64_000..<65_500).contains(body.count))
        }
    }

    @Test func `leaves the question to keys when the server fails`() async throws {
        try await FakeModelServer.run([.init(body: "no")]) { server in
            let (told, dictation, ring) = try await Self.dictate(to: server)
            ring.mark(.ended, utterance: 1, at: 0)
            dictation.wake(Self.caller)
            var reason = ""
            if case .unavailable(let why)? = await told.first()?.report { reason = why }
            #expect(reason.hasPrefix("its answer cannot be used: "))
        }
    }

    @Test func `is not sent when the caller presses a key meanwhile`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\": \"no\"}")]) { server in
            let (told, dictation, ring) = try await Self.dictate(to: server)
            ring.mark(.dropped, utterance: 1, at: 0)
            dictation.wake(Self.caller)
            dictation.stop(Self.caller)
            await dictation.settle()
            #expect(server.requests.all.isEmpty)
            #expect(await told.reports.isEmpty)
        }
    }
}
