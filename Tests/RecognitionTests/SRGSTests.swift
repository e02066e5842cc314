import Recognition
import Testing

@Suite struct `SRGS files` {
    static let head = #"<?xml version="1.0"?><grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" xml:lang="en-US" root="r">"#

    /// The inside of the root rule, and what it means.
    struct Meaning: Sendable, CustomTestStringConvertible {
        var text: String
        var pattern: Grammar.Pattern
        var testDescription: String { text }
    }

    @Test(arguments: [
        Meaning(text: "hello <!-- no --> World", pattern: .sequence([.word("hello"), .word("world")])),
        Meaning(text: "<one-of><item>yes</item><item weight='2'>no</item></one-of>", pattern: .alternatives([.word("yes"), .word("no")])),
        Meaning(text: "<item repeat='0-1'>please</item>", pattern: .optional(.word("please"))),
        Meaning(text: "<item repeat='2'>a</item>", pattern: .repeated(.word("a"), atLeast: 2, atMost: 2)),
        Meaning(text: "<item repeat='2-4'>a</item>", pattern: .repeated(.word("a"), atLeast: 2, atMost: 4)),
        Meaning(text: "<item repeat='1-'>a</item>", pattern: .repeated(.word("a"), atLeast: 1)),
        Meaning(text: "yes<tag>true</tag>", pattern: .sequence([.word("yes"), .tag("true")])),
        Meaning(text: "<tag>a&amp;b&#x21;</tag>x", pattern: .sequence([.tag("a&b!"), .word("x")])),
        Meaning(text: "<ruleref uri='#other'/>", pattern: .reference("other")),
        Meaning(text: "<ruleref uri='builtin:digits'/>", pattern: .reference("digits")),
        Meaning(text: "<ruleref uri='builtin:grammar/digits?length=4'/>", pattern: .reference("digits:4-4")),
        Meaning(text: "<ruleref uri='builtin:grammar/digits?minlength=3;maxlength=5'/>", pattern: .reference("digits:3-5")),
        Meaning(text: "<ruleref uri='builtin:grammar/currency'/>", pattern: .reference("money")),
        Meaning(text: "<ruleref special='NULL'/>", pattern: .sequence([])),
        Meaning(text: "<token>o'clock</token><example>five o'clock</example>", pattern: .word("o'clock")),
        Meaning(
            text: "Yes, please! \"Five p.m.\" ...",
            pattern: .sequence([.word("yes"), .word("please"), .word("five"), .word("p.m.")])),
        Meaning(text: "<![CDATA[a b]]>", pattern: .sequence([.word("a"), .word("b")])),
    ]) func `a rule is read`(_ row: Meaning) throws {
        let document = try GrammarDocument.parseSRGS(Self.head + "<rule id='r'>\(row.text)</rule><rule id='other'>x</rule></grammar>")
        #expect(document.rules["r"] == row.pattern)
        #expect(document.root == .reference("r"))
        #expect(document.tags == .last)
    }

    /// A wrong text, what is said about it, and the text that its place begins with.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var message: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "hello", place: "hello", message: "not XML"),
        Mistake(text: "<vxml/>", place: "<vxml", message: "<grammar>"),
        Mistake(text: "<grammar mode='dtmf'/>", place: "<grammar", message: "keys"),
        Mistake(text: "<grammar tag-format='semantics/1.0'/>", place: "<grammar", message: "not supported"),
        Mistake(text: "<grammar><rule id='a'>x</rule></grammar>", place: "<grammar", message: "no rule is the root"),
        Mistake(text: "<grammar root='b'><rule id='a'>x</rule></grammar>", place: "<grammar", message: "is missing"),
        Mistake(text: "<grammar><rule>x</rule></grammar>", place: "<rule>", message: "`id`"),
        Mistake(text: "<grammar root='a'><rule id='a'><itm>x</itm></rule></grammar>", place: "<itm", message: "no meaning"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><item repeat='4-2'>x</item></rule></grammar>", place: "<item", message: "not a count"),
        Mistake(text: "<grammar root='a'><rule id='a'><ruleref uri='x.xml'/></rule></grammar>", place: "<ruleref", message: "other files"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><ruleref special='GARBAGE'/></rule></grammar>", place: "<ruleref", message: "GARBAGE"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><ruleref uri='builtin:grammar/date?length=4'/></rule></grammar>", place: "<ruleref",
            message: "`length=4`"),
        Mistake(text: "<grammar root='a'><rule id='a'>x</rule><rul id='b'>y</rul></grammar>", place: "<rul ", message: "no meaning"),
        Mistake(text: "<grammar root='a'>\n yes\n<rule id='a'>x</rule></grammar>", place: "yes", message: "no meaning in <grammar>"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><one-of><item>x</item><itm>y</itm></one-of></rule></grammar>", place: "<itm",
            message: "no meaning"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><one-of>x <item>y</item></one-of></rule></grammar>", place: "x <",
            message: "no meaning in <one-of>"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><item repeets='0-1'>x</item></rule></grammar>", place: "<item", message: "`repeets`"),
        Mistake(
            text: "<grammar root='a'><rule id='a'><ruleref uri='#b' repeat='2'/></rule></grammar>", place: "<ruleref", message: "`repeat`"),
        Mistake(text: "<grammar root='a'><rule id='a'>x</item></grammar>", place: "</item", message: "expected here"),
        Mistake(text: "<grammar root='a'><rule id='a'>x", place: "<rule", message: "not closed"),
        Mistake(text: "<grammar root='a' root='b'/>", place: "root='b'", message: "there twice"),
        Mistake(text: "<grammar root=a/>", place: "a/>", message: "quotes"),
        Mistake(text: "<grammar root='a'><rule id='a'>a & b</rule></grammar>", place: "& b", message: "&amp;"),
        Mistake(text: "<grammar root='a'><rule id='a'>&bomb;</rule></grammar>", place: "&bomb", message: "not known"),
    ]) func `a mistake is shown at its place`(_ row: Mistake) {
        do throws(GrammarError) {
            _ = try GrammarDocument.parseSRGS(row.text)
            Issue.record("it was read")
        } catch {
            #expect(error.message.contains(row.message), "\(error)")
            #expect(row.text.dropFirst(error.offset).hasPrefix(row.place), "\(error)")
        }
    }

    @Test func `what other vocabularies write beside it is passed over`() throws {
        let text = """
            <g:grammar xmlns:g="http://www.w3.org/2001/06/grammar" xmlns:v="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="a b" version="1.0" root="r" v:quality="high"><g:meta name="a" content="b"/>
                <g:metadata><v:anything repeets="1">x</v:anything></g:metadata>
                <g:rule id="r" v:note="x"><g:item v:id="7" weight="2" repeat-prob="0.5">yes</g:item></g:rule></g:grammar>
            """
        #expect(try GrammarDocument.parseSRGS(text).rules == ["r": .word("yes")])
    }

    @Test func `deeply nested elements are refused`() {
        let text = String(repeating: "<a>", count: 50_000)
        #expect(throws: GrammarError.self) { try GrammarDocument.parseSRGS(text) }
    }
}
