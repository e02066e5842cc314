import IVR
import Testing

@Suite struct `Sensitive values` {
    @Test func `cannot be printed in any way`() throws {
        let sealed = try Expression("pin").evaluate(in: World.context)
        var dumped = ""
        dump(sealed, to: &dumped)
        let texts = [
            "\(sealed)", String(reflecting: sealed), String(describing: sealed), dumped, "\([sealed])", "\(World.context.variables)",
        ]
        for text in texts { #expect(!text.contains("4711"), "\(text)") }
        #expect(texts.first == "***")
        #expect(sealed.reveal() == .text("4711"))
    }

    @Test(arguments: [
        "pin", "pin + \"1\"", "size(pin)", "pin == \"1\"", "pin == \"1\" ? \"a\" : \"b\"", "has(pin)", "[pin]", "int(pin) + party",
    ])
    func `taint whatever is computed from them`(_ text: String) throws {
        let expression = try Expression(text)
        #expect(expression.isSensitive(in: World.scope))
        #expect(try expression.evaluate(in: World.context).description == "***")
    }

    @Test func `leave other expressions open`() throws {
        #expect(try Expression("phone").evaluate(in: World.context) == .open(.text("13800138000")))
    }

    @Test func `seal the template they are put into`() throws {
        let url = try Template("https://bank/check?pin={pin}&n={name}").filled(in: World.context, encoding: .url)
        #expect(url.description == "***")
        #expect(url.reveal() == "https://bank/check?pin=4711&n=Ann")
    }
}

@Suite struct `Templates` {
    @Test func `put values into a text`() throws {
        #expect(try Template("Party of {party}, {{so}}: {name + \"}\"}").filled(in: World.context) == .open("Party of 3, {so}: Ann}"))
    }

    @Test func `encode values for a URL`() throws {
        #expect(try Template("/q?t={\"a b/é&\"}").filled(in: World.context, encoding: .url) == .open("/q?t=a%20b%2F%C3%A9%26"))
    }

    @Test(arguments: [("a {party", 2), ("a } b", 2), ("x{party +}", 9), ("{}", 1)])
    func `are refused at the place of the mistake`(_ row: (text: String, offset: Int)) {
        #expect { try Template(row.text) } throws: { ($0 as? ExpressionError)?.offset == row.offset }
    }
}

@Suite struct `Uses of variables` {
    @Test func `are listed with their places`() throws {
        let uses = try Expression("party > 2 && phone == name").uses
        #expect(uses.map { "\($0.name)@\($0.offset)" } == ["party@0", "phone@13", "name@22"])
        #expect(uses.allSatisfy { $0.needsValue })
    }

    @Test(arguments: [
        ("has(body.x)", "body?"), ("has(name) && name == \"a\"", "name? name?"), ("has(name) ? name : \"\"", "name? name?"),
        ("has(name) || name == \"a\"", "name? name!"), ("name == \"a\" && has(name)", "name! name?"),
    ]) func `need no value behind a check that there is one`(_ row: (text: String, uses: String)) throws {
        #expect(try Expression(row.text).uses.map { "\($0.name)\($0.needsValue ? "!" : "?")" }.joined(separator: " ") == row.uses)
    }
}
