import Foundation
import Testing

/// Every torture message goes to the live server, over the wire that it is for.
@Suite struct `The torture messages at the live server` {
    /// What a request that is in order may get, when every call is refused as busy.
    private static let businesslike: Set<Int> = [100, 180, 200, 481, 486]

    private func messages() throws -> [TortureMessage] {
        try TortureCollection(folder: Repository.tests.appendingPathComponent("SIPTests/Fixtures/Torture")).messages
    }

    /// A server in which every number is busy, so that no message leaves a call behind.
    private func place() throws -> HotlinePlace {
        let place = try HotlinePlace()
        let path = place.folder.file("hotline.yaml")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try place.folder.write(text.replacingOccurrences(of: "routes:\n", with: "routes:\n  - { flow: busy }\n"), to: "hotline.yaml")
        return place
    }

    @Test func `get over UDP what they deserve, and a good call is answered afterwards`() async throws {
        let messages = try messages().filter { !$0.isForStreams }
        #expect(messages.count >= 300)
        try await Hotline.serving(place()) { hotline in
            for (number, message) in messages.enumerated() {
                let socket = try LoopbackSocket(.datagrams)
                socket.send(message.bytes(id: "live-\(number)", client: "127.0.0.1:\(socket.port)"), to: hotline.udp)
                socket.send(ping(number, "UDP", socket.port), to: hotline.udp)
                // The server answers one after the other: when the ping is answered, everything else is.
                let statuses = try await statuses(of: message, before: "ping-\(number)@") {
                    socket.receive().map { String(decoding: $0, as: UTF8.self) }
                }
                judge(message, statuses)
            }
            try await SippCaller(scenario: "call").call("greeting", at: hotline)
            #expect(try await hotline.records.lines(of: "greeting", count: 3).map(\.end).allSatisfy { $0 == "caller hung-up" })
        }
    }

    @Test func `for streams get over TCP what they deserve, and a good call is answered afterwards`() async throws {
        let messages = try messages().filter(\.isForStreams)
        #expect(!messages.isEmpty)
        try await Hotline.serving(place()) { hotline in
            for (number, message) in messages.enumerated() {
                let socket = try LoopbackSocket(.connection(hotline.tcp))
                socket.write(message.bytes(id: "live-\(number)", client: "127.0.0.1:\(socket.port)", transport: "TCP"))
                socket.write(ping(number, "TCP", socket.port))
                var text = ""
                // A stream that is broken is closed; in one that is not the ping is answered.
                try await eventually("an answer to \(message.name)") {
                    while let piece = socket.receive() {
                        if piece.isEmpty { return true }
                        text += String(decoding: piece, as: UTF8.self)
                    }
                    return text.contains("ping-\(number)@")
                }
                let responses = text.components(separatedBy: "SIP/2.0 ").dropFirst().filter {
                    !$0.contains("ping-\(number)@") && $0.first?.isNumber == true
                }
                judge(message, responses.compactMap { Int($0.prefix(3)) })
            }
            try await SippCaller(scenario: "call", transport: .tcp).call("greeting", at: hotline)
            #expect(try await hotline.records.lines(of: "greeting", count: 3).map(\.end).allSatisfy { $0 == "caller hung-up" })
        }
    }

    private func judge(_ message: TortureMessage, _ statuses: [Int]) {
        switch message.expectation {
        case .accepted: #expect(statuses.allSatisfy(Self.businesslike.contains), "\(message): \(statuses)")
        case .dropped: #expect(statuses.isEmpty, "\(message): \(statuses)")
        case .status(let status):
            #expect(statuses.last == status && statuses.allSatisfy { $0 == 100 || $0 == status }, "\(message), \(status): \(statuses)")
        }
    }

    /// The statuses of all responses that come before the one to the ping.
    private func statuses(of message: TortureMessage, before ping: String, _ receive: () -> String?) async throws -> [Int] {
        var statuses: [Int] = []
        try await eventually("an answer after \(message.name)") {
            while let text = receive() {
                if text.contains(ping) { return true }
                if text.hasPrefix("SIP/2.0 "), let status = Int(text.dropFirst(8).prefix(3)) { statuses.append(status) }
            }
            return false
        }
        return statuses
    }

    private func ping(_ number: Int, _ transport: String, _ port: UInt16) -> [UInt8] {
        let lines = [
            "OPTIONS sip:hotline@127.0.0.1 SIP/2.0", "Via: SIP/2.0/\(transport) 127.0.0.1:\(port);branch=z9hG4bK-ping-\(number);rport",
            "Max-Forwards: 70", "From: <sip:ping@127.0.0.1>;tag=ping", "To: <sip:hotline@127.0.0.1>",
            "Call-ID: ping-\(number)@127.0.0.1", "CSeq: 1 OPTIONS", "Content-Length: 0", "", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}
