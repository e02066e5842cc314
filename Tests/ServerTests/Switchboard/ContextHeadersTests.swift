import CallEngine
import IVR
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

    @Test func `no line end gets into a header`() {
        let values = values(ContextHeaders(context, callID: "c1"))
        #expect(values["X-Hotline-note"] == "first%0D%0AX-Evil: 1 %25")
    }

    @Test func `in an address everything but letters, digits and marks is escaped`() {
        let headers = ContextHeaders(context, callID: "c1").uriHeaders
        #expect(headers.allSatisfy { header in header.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !";?&=\r\n".utf8.contains($0) } })
    }
}
