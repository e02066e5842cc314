import Testing

@testable import SIP

/// The torture messages at the door of the whole engine: what comes out must be what parser and check alone decide.
@Suite struct `The torture messages at the engine` {
    private static let all: [TortureMessage] = (try? TortureCollection.standard().messages) ?? []
    private static let client = SIPEndpoint(host: .ipv4(0xC000_024D), port: 5_080)
    private static let server = SIPEndpoint(host: .ipv4(0xC000_0202), port: 5_060)
    /// What the engine may say to a request that is in order but belongs to nothing.
    private static let businesslike: Set<Int> = [100, 180, 200, 481]

    private func outputs(_ message: TortureMessage) -> [SIPOutput] {
        let transport: SIPTransportProtocol = message.isForStreams ? .tcp : .udp
        var configuration = UserAgentConfiguration(
            listeners: SIPTransportProtocol.allCases.map { SIPListener($0, local: Self.server) }, random: SIPRandom(seed: 7))
        configuration.trusted = [IPNetwork("192.0.2.0/24")].compactMap(\.self)
        var agent = UserAgent(configuration, at: SIPInstant(milliseconds: 0))
        let peer = SIPPeer(transport, remote: Self.client, local: Self.server)
        var outputs: [SIPOutput] = []
        let bytes = message.bytes(id: "e", client: Self.client.description, transport: message.isForStreams ? "TCP" : "UDP")
        if message.isForStreams {
            var framer = SIPStreamFramer()
            framer.append(bytes)
            while let event = framer.next() { agent.receive(event, from: peer, at: SIPInstant(milliseconds: 0), into: &outputs) }
        } else {
            agent.receive(bytes, from: peer, at: SIPInstant(milliseconds: 0), into: &outputs)
        }
        return outputs
    }

    @Test(arguments: all) func `each gets what it deserves`(_ message: TortureMessage) {
        var statuses: [Int] = []
        var offers: [SessionDescription] = []
        for output in outputs(message) {
            switch output {
            case .send(let bytes, let peer):
                let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
                statuses.append(words.count > 1 ? Int(words[1]) ?? 0 : 0)
                #expect(peer.remote == Self.client || peer.remote.port == 5_060 && message.fault == "none")
            case .event(_, .incoming(let call)): offers += call.offer.map { [$0] } ?? []
            default: break
            }
        }
        if let offer = offers.first { statuses += refusal(of: offer) }
        switch message.expectation {
        case .accepted: #expect(statuses.allSatisfy(Self.businesslike.contains), "\(statuses)")
        case .dropped: #expect(statuses.isEmpty)
        case .status(let status): #expect(statuses.last == status && statuses.allSatisfy { $0 == 100 || $0 == status }, "\(statuses)")
        }
    }

    private func refusal(of offer: SessionDescription) -> [Int] {
        var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0xC000_0201), port: 20_000), sessionID: 1)
        do throws(OfferAnswerError) {
            _ = try side.answer(to: offer)
            return []
        } catch {
            return [error.status.code]
        }
    }
}
