import Diagnostics
import IVR
import Testing

/// An expression and what it computes, as JSON.
struct Computed: Sendable, CustomTestStringConvertible {
    var expression: String
    var value: String
    var testDescription: String { "\(expression) is \(value)" }

    init(_ expression: String, is value: String) {
        self.expression = expression
        self.value = value
    }
}

/// An expression that is refused: the message with its place as `offset+length`.
struct Refused: Sendable, CustomTestStringConvertible {
    var expression: String
    var message: String
    var testDescription: String { "\(expression): \(message)" }

    init(_ expression: String, _ message: String) {
        self.expression = expression
        self.message = message
    }
}

/// A flow's variables for these tests: a phone number, a party of three, a fare, a fetched body and a PIN that is secret.
enum World {
    static let scope = ExpressionScope(
        types: [
            "phone": .digits, "name": .text, "party": .number, "fare": .decimal, "urgent": .boolean, "body": .json, "note": .recording,
            "pin": .digits, "unset": .text,
        ], sensitive: ["pin"])

    static var context: EvaluationContext {
        var variables = Variables(scope: scope)
        let body = #"{"driver": {"minutes": 7, "name": "Li"}, "plates": ["A1", "B2"], "fare": 12.50, "gone": null, "a-b": true}"#
        let values: [(VariableName, FlowValue?)] = [
            ("phone", .text("13800138000")), ("name", .text("Ann")), ("party", .number(3)),
            ("fare", DecimalNumber("12.50").map(FlowValue.decimal)), ("urgent", .boolean(true)), ("body", FlowValue(json: body)),
            ("note", .text("note-1.wav")), ("pin", .text("4711")),
        ]
        for (name, value) in values {
            if let value { _ = variables.set(name, to: .open(value)) }
        }
        let facts = CallFacts(
            callID: "c1", callerNumber: "+8613800138000", callerName: "Ann", calledNumber: "95128", headers: ["x-city": "Wuxi"],
            history: CallerHistory(callsToday: 3, sinceLastCall: 1200, lastQueue: "dispatch"))
        return EvaluationContext(variables: variables, facts: facts, language: "en-US")
    }
}

@Suite struct `Expressions` {
    @Test(arguments: [
        Computed("1 + 2 * 3", is: "7"),
        Computed("(1 + 2) * 3", is: "9"),
        Computed("7 / 2", is: "3"),
        Computed("-7 / 2", is: "-3"),
        Computed("-7 % 2", is: "-1"),
        Computed("7 / 2.0", is: "3.5"),
        Computed("1 / 3.0", is: "0.333333"),
        Computed("2 / 3.0", is: "0.666667"),
        Computed("0.1 + 0.2", is: "0.3"),
        Computed("fare * party", is: "37.5"),
        Computed("10 - 2 - 3", is: "5"),
        Computed("- -3", is: "3"),
        Computed("9223372036854775807", is: "9223372036854775807"),
        Computed("\"a\" + 'b'", is: "\"ab\""),
        Computed(#""\"q\"\n""#, is: #""\"q\"\n""#),
        Computed("party == 3.0", is: "true"),
        Computed("phone == \"13800138000\"", is: "true"),
        Computed("name < \"Bob\"", is: "true"),
        Computed("party in [1, 2, 3]", is: "true"),
        Computed("\"x\" in [\"y\"]", is: "false"),
        Computed("\"A1\" in body.plates", is: "true"),
        Computed("\"driver\" in body", is: "true"),
        Computed("true && !false || false", is: "true"),
        Computed("true || 1 / 0 == 1", is: "true"),
        Computed("1 / 0 == 1 || true", is: "true"),
        Computed("1 / 0 == 1 && false", is: "false"),
        Computed("party > 2 ? \"many\" : \"few\"", is: "\"many\""),
        Computed("false ? 1 : false ? 2 : 3", is: "3"),
        Computed("body.driver.minutes < 10", is: "true"),
        Computed("body.fare + 1", is: "13.5"),
        Computed("body[\"a-b\"]", is: "true"),
        Computed("body.plates[1]", is: "\"B2\""),
        Computed("[10, 20, 30][party - 1]", is: "30"),
        Computed("body.gone == null", is: "true"),
        Computed("has(body.gone)", is: "true"),
        Computed("has(body.driver.age)", is: "false"),
        Computed("has(body.nobody.name)", is: "false"),
        Computed("has(unset)", is: "false"),
        Computed("has(unset) && unset == \"x\"", is: "false"),
        Computed("size(phone)", is: "11"),
        Computed("phone.size()", is: "11"),
        Computed("size([1, 2])", is: "2"),
        Computed("size(body)", is: "5"),
        Computed("\"你好\".size()", is: "2"),
        Computed("phone.startsWith(\"138\")", is: "true"),
        Computed("endsWith(phone, \"1\")", is: "false"),
        Computed("name.contains(\"nn\")", is: "true"),
        Computed("name.contains(\"\")", is: "true"),
        Computed("phone.matches(\"^1[3-9][0-9]{9}$\")", is: "true"),
        Computed("int(\"42\") + 1", is: "43"),
        Computed("int(3.9)", is: "3"),
        Computed("double(\"2.5\") * 2", is: "5"),
        Computed("string(party) + \" people\"", is: "\"3 people\""),
        Computed("digits(caller.number)", is: "\"8613800138000\""),
        Computed("name.lowerAscii() + name.upperAscii()", is: "\"annANN\""),
        Computed("\"  a b \".trim()", is: "\"a b\""),
        Computed("phone.substring(7)", is: "\"8000\""),
        Computed("phone.substring(0, 3)", is: "\"138\""),
        Computed("called.number", is: "\"95128\""),
        Computed("caller.calls-today", is: "3"),
        Computed("caller.calls-today-1", is: "2"),
        Computed("caller.calls-today - party", is: "0"),
        Computed("caller.calls-today >= 3 && caller.last-call < 3600", is: "true"),
        Computed("caller.last-queue", is: "\"dispatch\""),
        Computed("caller.last-queue in ['dispatch', 'complaints']", is: "true"),
        Computed("has(caller.last-call)", is: "true"),
        Computed("size(caller.number)-party", is: "11"),
        Computed("call.language == \"en-US\"", is: "true"),
        Computed("call.headers[\"x-city\"]", is: "\"Wuxi\""),
        Computed("has(call.headers[\"x-none\"])", is: "false"),
    ]) func `an expression has this value`(_ row: Computed) throws {
        let expression = try Expression(row.expression)
        _ = try expression.type(in: World.scope)
        #expect(try expression.evaluate(in: World.context).reveal().json == row.value)
    }

    @Test(arguments: [
        Refused("9223372036854775807 + 1", "the result is too large"),
        Refused("-9223372036854775807 - 2", "the result is too large"),
        Refused("(-9223372036854775807 - 1) / -1", "the result is too large"),
        Refused("(-9223372036854775807 - 1) % -1", "the result is too large"),
        Refused("9223372036854775807 * 1.5", "the result is too large"),
        Refused("1 / 0", "division by zero"),
        Refused("1 % 0", "division by zero"),
        Refused("1.5 / 0", "division by zero"),
        Refused("unset", "the variable \"unset\" has no value yet"),
        Refused("body.nobody", "there is no field \"nobody\""),
        Refused("body.fare.cents", "expected object, found decimal"),
        Refused("body.plates[2]", "there is no such element in the list"),
        Refused("[1][party]", "there is no such element in the list"),
        Refused("body.plates + 1", "expected number, found list"),
        Refused("int(\"4x\")", "the text is no number"),
        Refused("double(name)", "the text is no number"),
        Refused("name.substring(2, 1)", "there is no such element in the list"),
        Refused("body.driver.name && true", "expected boolean, found text"),
        Refused("int(body.driver)", "expected text, found object"),
    ]) func `an expression without a value says why`(_ row: Refused) throws {
        let expression = try Expression(row.expression)
        _ = try expression.type(in: World.scope)
        #expect { try expression.evaluate(in: World.context) } throws: { "\($0)" == row.message }
    }

    @Test(arguments: [
        Refused("", "0+1 the expression ends too early; expected a value"),
        Refused("party >", "7+1 the expression ends too early; expected a value"),
        Refused("(party", "6+1 the expression ends too early; expected \")\""),
        Refused("party party", "6+5 unexpected \"party\""),
        Refused("urgent and urgent", "7+3 unexpected \"and\"; \"&&\"?"),
        Refused("party = 3", "6+1 \"=\" compares nothing; \"==\"?"),
        Refused("urgent & urgent", "7+1 unexpected \"&\"; \"&&\"?"),
        Refused("1 < 2 < 3", "6+1 comparisons cannot be chained"),
        Refused("\"open", "0+5 the text has no closing \""),
        Refused(#""\q""#, #"1+2 there is no escape \q"#),
        Refused("99999999999999999999", "0+20 the number is too large"),
        Refused("0.1234567891", "0+12 the number has too many digits"),
        Refused("3x", "1+1 a number cannot be followed by \"x\""),
        Refused("party @ 2", "6+1 unexpected \"@\""),
        Refused("sise(phone)", "0+4 unknown function \"sise\"; \"size\"?"),
        Refused("phone.startWith(\"1\")", "6+9 unknown function \"startWith\"; \"startsWith\"?"),
        Refused("size()", "0+4 size() takes 1 argument, not 0"),
        Refused("substring(phone)", "0+9 substring() takes 2 to 3 arguments, not 1"),
        Refused("has(1)", "0+3 has() takes one variable or field"),
        Refused("caller.numbr", "0+12 unknown fact \"caller.numbr\"; \"caller.number\"?"),
        Refused("caller.calls", "0+12 unknown fact \"caller.calls\""),
        Refused("caller.calls-tody", "0+17 unknown fact \"caller.calls-tody\"; \"caller.calls-today\"?"),
        Refused("phone.matches(\"[0-\")", "14+5 a \"[\" of the pattern is not closed"),
        Refused("phone.matches(name)", "14+4 the pattern must be written out as a text"),
        Refused("body.", "5+1 the expression ends too early; expected the name of a field or function"),
    ]) func `a text that is no expression is refused at its place`(_ row: Refused) {
        #expect { try Expression(row.expression) } throws: { Self.line($0) == row.message }
    }

    @Test(arguments: [
        Refused("phne", "0+4 unknown variable \"phne\"; \"phone\"?"),
        Refused("party + name", "8+4 expected a number, found text"),
        Refused("name + party", "7+5 expected a text, found number"),
        Refused("caller.calls-today == 'three'", "22+7 a number is never equal to a text"),
        Refused("phone > 5", "8+1 digits cannot be compared with a number"),
        Refused("phone == 5", "9+1 digits is never equal to a number"),
        Refused("party && true", "0+5 expected a condition, found number"),
        Refused("!name", "1+4 expected a condition, found text"),
        Refused("-name", "1+4 expected a number, found text"),
        Refused("fare % 2", "0+4 a remainder needs whole numbers, found decimal"),
        Refused("party ? 1 : 2", "0+5 expected a condition, found number"),
        Refused("urgent ? 1 : \"a\"", "13+3 both sides of a choice need one type; these are number and text"),
        Refused("[1, \"a\"]", "4+3 a list holds values of one type; this is text"),
        Refused("party in name", "9+4 expected a list after \"in\", found text"),
        Refused("name in [1]", "0+4 a text is never in a list of number"),
        Refused("name.first", "0+10 a text has no fields"),
        Refused("name[0]", "0+4 a text has no elements"),
        Refused("[1][\"a\"]", "4+3 an element of a list is named by a number"),
        Refused("party.startsWith(\"1\")", "0+5 startsWith() takes a text here, found number"),
        Refused("caller", "0+6 \"caller\" is not a value by itself"),
        Refused("size(party)", "5+5 size() takes a text here, found number"),
    ]) func `an expression that makes no sense is refused at its place`(_ row: Refused) throws {
        let expression = try Expression(row.expression)
        #expect { try expression.type(in: World.scope) } throws: { Self.line($0) == row.message }
    }

    private static func line(_ error: any Error) -> String {
        guard let error = error as? ExpressionError else { return "\(error)" }
        return "\(error.offset)+\(error.length) \(error.message)" + (error.suggestion.map { "; \"\($0)\"?" } ?? "")
    }

    @Test func `its size, parts and depth are bounded`() {
        let deep = String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
        let signs = String(repeating: "!", count: 500) + "true"
        let wide = Array(repeating: "1", count: 300).joined(separator: " + ")
        let long = "\"" + String(repeating: "a", count: 3000) + "\""
        for text in [deep, signs, wide, long] {
            #expect(throws: ExpressionError.self) { try Expression(text) }
        }
    }

    @Test func `the result of a text grows no further than its limit`() throws {
        var context = World.context
        _ = context.variables.set("name", to: .open(.text(String(repeating: "a", count: 4000))))
        #expect(throws: EvaluationError.tooLong) { try Expression("name + name").evaluate(in: context) }
    }

    @Test func `a finding stands at the column of the mistake`() {
        let range = SourceRange(start: SourceLocation(path: "a.yaml", line: 4, column: 11), length: 10)
        guard case .failure(let finding) = Expression.parse(Located("party >> 3", at: range)) else {
            Issue.record("the text was taken for an expression")
            return
        }
        #expect(finding.description == "a.yaml:4:18: expected a value [expression-syntax]")
    }
}
