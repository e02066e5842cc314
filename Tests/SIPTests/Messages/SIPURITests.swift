import Testing

@testable import SIP

@Suite struct `URIs` {
    /// A URI and its parts.
    struct Written: Sendable, CustomTestStringConvertible {
        var text: String
        var user: String?
        var host: String
        var port: UInt16?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Written(text: "sip:95128@hotline.example", user: "95128", host: "hotline.example"),
        Written(text: "sip:hotline.example:5070", host: "hotline.example", port: 5070),
        Written(text: "sips:a@[2001:db8::1]:5061", user: "a", host: "[2001:db8::1]", port: 5061),
        Written(text: "sip:a%20b:pw@192.0.2.1;transport=tcp;lr", user: "a%20b", host: "192.0.2.1"),
        Written(text: "sip:95128;phone-context=x@h;user=phone", user: "95128;phone-context=x", host: "h"),
        Written(text: "tel:+86-10-95128;ext=1", user: "+86-10-95128", host: ""),
        Written(text: "sip:h?subject=a&priority=urgent", host: "h"),
        Written(
            text: "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@h", user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
            host: "h"),
    ]) func `are read and written back alike`(_ written: Written) throws {
        let uri = try SIPURI(parsing: written.text)
        #expect(uri.user == written.user)
        #expect(uri.host.description == written.host)
        #expect(uri.port == written.port)
        #expect(uri.description == written.text)
    }

    /// A text that is no URI and where that shows.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var text: String
        var error: SIPURI.ParseError
        var testDescription: String { text }
    }

    @Test(arguments: [
        Wrong(text: "", error: .malformed(offset: 0)),
        Wrong(text: "95128", error: .malformed(offset: 5)),
        Wrong(text: "http://hotline.example", error: .unsupportedScheme),
        Wrong(text: "sip:", error: .malformed(offset: 4)),
        Wrong(text: "sip:@h", error: .malformed(offset: 4)),
        Wrong(text: "sip:a@b@h", error: .malformed(offset: 7)),
        Wrong(text: "sip:a%2@h", error: .malformed(offset: 5)),
        Wrong(text: "sip:a@h:99999", error: .malformed(offset: 12)),
        Wrong(text: "sip:a@h;", error: .malformed(offset: 8)),
        Wrong(text: "sip:a@h;lr;LR", error: .malformed(offset: 11)),
        Wrong(text: "sip:a@h?x", error: .malformed(offset: 9)),
        Wrong(text: "sip:a@h\r\nVia: x", error: .malformed(offset: 7)),
        Wrong(text: "tel:", error: .malformed(offset: 4)),
    ]) func `that are none are refused with the place`(_ wrong: Wrong) {
        #expect(throws: wrong.error) { try SIPURI(parsing: wrong.text) }
    }

    /// Two URIs and whether they mean the same.
    struct Pair: Sendable, CustomTestStringConvertible {
        var left: String
        var right: String
        var same: Bool
        var testDescription: String { "\(left) \(same ? "=" : "!=") \(right)" }
    }

    /// The examples of RFC 3261, 19.1.4, and one for each of its rules.
    @Test(arguments: [
        Pair(left: "sip:%61lice@atlanta.com;transport=TCP", right: "sip:alice@AtlanTa.CoM;Transport=tcp", same: true),
        Pair(left: "sip:carol@chicago.com", right: "sip:carol@chicago.com;newparam=5", same: true),
        Pair(left: "sip:carol@chicago.com", right: "sip:carol@chicago.com;security=on", same: true),
        Pair(left: "sip:carol@chicago.com;newparam=5", right: "sip:carol@chicago.com;security=on", same: true),
        Pair(
            left: "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            right: "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", same: true),
        Pair(
            left: "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            right: "sip:alice@atlanta.com?priority=urgent&subject=project%20x", same: true),
        Pair(left: "SIP:ALICE@AtLanTa.CoM;Transport=udp", right: "sip:alice@AtLanTa.CoM;Transport=UDP", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sip:bob@biloxi.com:5060", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sip:bob@biloxi.com;transport=udp", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sip:bob@biloxi.com:6000;transport=tcp", same: false),
        Pair(left: "sip:carol@chicago.com", right: "sip:carol@chicago.com?Subject=next%20meeting", same: false),
        Pair(left: "sip:bob@phone21.boxesbybob.com", right: "sip:bob@192.0.2.4", same: false),
        Pair(left: "sip:carol@chicago.com;security=off", right: "sip:carol@chicago.com;security=on", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sips:bob@biloxi.com", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sip:bob@biloxi.com;maddr=192.0.2.1", same: false),
        Pair(left: "sip:bob@biloxi.com", right: "sip:bob:pw@biloxi.com", same: false),
        Pair(left: "sip:a@[2001:DB8:0:0::1]", right: "sip:a@[2001:db8::1]", same: true),
        Pair(left: "tel:+86-10-95128", right: "tel:+8610(95128)", same: true),
    ]) func `are compared by the rules of the RFC, either way round`(_ pair: Pair) throws {
        let left = try SIPURI(parsing: pair.left)
        let right = try SIPURI(parsing: pair.right)
        #expect(left.isEquivalent(to: right) == pair.same)
        #expect(right.isEquivalent(to: left) == pair.same)
        #expect(left.isEquivalent(to: left))
    }

    /// A user part and the number in it.
    struct Dialled: Sendable, CustomTestStringConvertible {
        var uri: String
        var number: String
        var testDescription: String { uri }
    }

    @Test(arguments: [
        Dialled(uri: "sip:95128@h", number: "95128"),
        Dialled(uri: "sip:+86-138-0013-8000@h;user=phone", number: "+8613800138000"),
        Dialled(uri: "tel:(010)95128", number: "01095128"),
        Dialled(uri: "sip:%2A31%2395128@h", number: "*31#95128"),
        Dialled(uri: "sip:95128;npdi@h", number: "95128"),
        Dialled(uri: "sip:li.wei-home@h", number: "li.wei-home"),
    ]) func `tell the number that was dialled`(_ dialled: Dialled) throws {
        #expect(try SIPURI(parsing: dialled.uri).number == dialled.number)
    }

    @Test func `take any text as a user once it is escaped`() throws {
        for text in ["plain", "a b", "李伟", "100%", "x@y:z", "<>\"", "\r\nVia: evil", "#31#"] {
            let uri = SIPURI(user: SIPURI.escaped(user: text), host: .name("h"))
            #expect(try SIPURI(parsing: uri.description).decodedUser == text)
        }
    }

    @Test func `lose their headers in a request line`() throws {
        let uri = try SIPURI(parsing: "sip:a@h;method=BYE;lr?Replaces=x")
        #expect(uri.asRequestURI.description == "sip:a@h;lr")
    }
}
