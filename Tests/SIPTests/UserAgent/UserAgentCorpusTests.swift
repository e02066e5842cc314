import Foundation
import Testing

@testable import SIP

@Suite struct `The corpus of conversations` {
    private static func files() throws -> [[UInt8]] {
        let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { path, _ in path.deletingLastPathComponent() }
        let folder = root.appending(path: "Fuzz/Corpus/FuzzUserAgent")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
    }

    /// The messages of a file, as `Fuzz/FuzzUserAgent.swift` cuts them: two octets of length, one of control.
    private static func messages(_ bytes: [UInt8]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var offset = 0
        while offset + 3 <= bytes.count {
            let end = min(bytes.count, offset + 3 + Int(bytes[offset]) << 8 + Int(bytes[offset + 1]))
            messages.append(Array(bytes[(offset + 3)..<end]))
            offset = end
        }
        return messages
    }

    @Test func `is talked through without a trap, and leaves nothing behind`() throws {
        let all = try Self.files()
        #expect(all.count >= 100)
        var calls = 0
        for file in all {
            var desk = Desk()
            for message in Self.messages(file) {
                let tag = desk.sent.last { !$0.isRequest }?.to?.tag ?? ""
                let text = String(decoding: message, as: UTF8.self)
                desk.receive(text.contains("@TAG@") ? Array(text.replacing("@TAG@", with: tag).utf8) : message)
                if case .incoming = desk.events.last { desk.tell(.answer(desk.call, World.description("answer"))) }
            }
            calls += Int(desk.agent.counters[.incomingCalls])
            desk.tell(.hangUp(desk.call))
            desk.pass(600_000)
            #expect(desk.agent.transactionCount == 0)
            #expect(desk.endings.count + desk.agent.callCount == Int(desk.agent.counters[.incomingCalls]))
        }
        #expect(calls > 20)
    }
}
