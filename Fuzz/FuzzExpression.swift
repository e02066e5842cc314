import IVR

/// The door of expressions: a text as an expression, a template, a JSON value, and, split at its first line, a pattern and what it is
/// looked for in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExpression(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    compute(text)
    fill(text)
    readBack(text)
    look(text)
    return 0
}

private let scope = ExpressionScope(
    types: ["n": .number, "d": .decimal, "t": .text, "p": .digits, "b": .boolean, "j": .json, "s": .digits], sensitive: ["s"])

private let context: EvaluationContext = {
    var variables = Variables(scope: scope)
    let body = FlowValue(json: #"{"a": {"b": [1, 2.5, "x", null, true]}}"#) ?? .null
    let values: [(VariableName, FlowValue)] = [
        ("n", .number(.max)), ("d", .decimal(DecimalNumber("0.000000001") ?? DecimalNumber(1))), ("t", .text("text")), ("p", .text("0138")),
        ("b", .boolean(true)), ("j", body), ("s", .text("4711")),
    ]
    for (name, value) in values { precondition(variables.set(name, to: .open(value)), "a value of another type") }
    return EvaluationContext(variables: variables, facts: CallFacts(callID: "c", headers: ["x": "y"]), language: "en-US")
}()

private func check(_ error: ExpressionError, in text: String) {
    precondition(error.offset >= 0 && error.offset <= text.count && error.length >= 1, "a mistake outside the text")
}

private func compute(_ text: String) {
    do throws(ExpressionError) {
        let expression = try Expression(text)
        let uses = expression.uses
        precondition(uses.allSatisfy { $0.offset + $0.length <= text.count }, "a use outside the text")
        _ = try expression.type(in: scope)
        guard let value = try? expression.evaluate(in: context) else { return }
        precondition(value.isSealed == uses.contains { $0.name == "s" }, "a seal that is lost, or made up")
    } catch {
        check(error, in: text)
    }
}

private func fill(_ text: String) {
    do throws(ExpressionError) {
        let template = try Template(text)
        guard (try? template.expressions.forEach { _ = try $0.expression.type(in: scope) }) != nil else { return }
        _ = try? template.filled(in: context, encoding: .url)
    } catch {
        check(error, in: text)
    }
}

private func readBack(_ text: String) {
    guard let value = FlowValue(json: text) else { return }
    // 2.5e3 is a decimal and written 2500, which is whole: the texts are compared.
    precondition(FlowValue(json: value.json)?.json == value.json, "a value that is not read as it was written")
}

private func look(_ text: String) {
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2, let pattern = try? TextPattern(String(lines[0])) else { return }
    _ = pattern.isFound(in: String(lines[1].prefix(500)))
}
