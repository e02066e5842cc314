import CallEngine
import IVR
import Queueing
import SIP
import Testing

@testable import Server

@Suite struct `What travels with a call` {
    private let context = CallContext(
        language: "zh-CN",
        collected: [
            .init(name: "phone", value: .open("13800138000")),
            .init(name: "card", value: .sealed(Sensitive("4111"))),
            .init(name: "note", value: .open("first\r\nX-Evil: 1 %")),
        ])

    private func values(_ headers: ContextHeaders) -> [String: String] {
        Dictionary(headers.lines.map { ($0.name.text, $0.value) }) { first, _ in first }
    }

    @Test func `open values travel, sensitive ones do not`() {
        let values = values(ContextHeaders(context, callID: "c1"))
        #expect(values["X-Hotline-Call"] == "c1")
        #expect(values["X-Hotline-Language"] == "zh-CN")
        #expect(values["X-Hotline-phone"] == "13800138000")
        #expect(values["X-Hotline-card"] == nil)
        #expect(values.values.allSatisfy { !$0.contains("4111") })
        #expect(values["User-to-User"]?.hasSuffix(";encoding=hex") == true)
    }

    @Test func `a target that may have a sensitive value gets it`() {
        #expect(values(ContextHeaders(context, callID: "c1", sharing: ["card"]))["X-Hotline-card"] == "4111")
    }

    @Test func `an agent's phone gets it as the queue says, from what is known of the ticket`() {
        let facts = CallFacts(callID: "c1", callerNumber: "4711")
        let ticket = TicketContext(TicketID(rawValue: 1), facts, flow: "f", context)
        for (shares, card) in [(Set<VariableName>(), nil), (["card"], "4111")] {
            let values = values(ContextHeaders(ticket, sharing: shares, about: [("queue", "desk")]))
            #expect(values["X-Hotline-card"] == card)
            #expect(values["X-Hotline-phone"] == "13800138000" && values["X-Hotline-queue"] == "desk")
        }
        var lost = ticket
        lost.values = lost.values.map { .init(name: $0.name, value: $0.value?.isSealed == true ? nil : $0.value) }
        #expect(values(ContextHeaders(lost, sharing: ["card"], about: []))["X-Hotline-card"] == nil)
    }

    @Test func `no line end gets into a header`() {
        let values = values(ContextHeaders(context, callID: "c1"))
        #expect(values["X-Hotline-note"] == "first%0D%0AX-Evil: 1 %25")
    }

    @Test func `in an address everything but letters, digits and marks is escaped`() {
        let headers = ContextHeaders(context, callID: "c1").uriHeaders
        #expect(headers.allSatisfy { header in header.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !";?&=\r\n".utf8.contains($0) } })
    }
}
