import Diagnostics

/// Names have to be names, and some are taken.
enum BadName {
    static let page = RulePage(
        "bad-name", "Names are names, and not taken",
        """
        Names of steps, prompts and flows are a letter, then letters, digits, `-` and `_`. Variables have no `-`, which is the
        minus of expressions. `end` and `repeat` have a meaning of their own; `call`, `caller` and `called` are what expressions
        call the facts of the call. A step and an exit cannot have the same name.
        """)

    /// Whether it can be the name of a step, prompt, flow, queue, calendar or exit.
    static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter, text.count <= 64 else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }

    /// Whether it can be the name of a variable: what expressions read as one.
    static func isVariable(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter, text.count <= 64 else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// Whether it is a language with its region (BCP 47).
    static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), text.utf8.count <= 11, text.allSatisfy({ $0.isASCII }) else { return false }
        let language = parts[0]
        let region = parts[parts.count - 1]
        guard (2...3).contains(language.count), language.allSatisfy(\.isLowercase) else { return false }
        if parts.count == 3, parts[1].count != 4 || parts[1].first?.isUppercase != true || !parts[1].dropFirst().allSatisfy(\.isLowercase) {
            return false
        }
        return (region.count == 2 && region.allSatisfy(\.isUppercase)) || (region.count == 3 && region.allSatisfy(\.isNumber))
    }

    static func diagnostic(_ name: Located<String>, _ why: String) -> Diagnostic {
        Diagnostic(at: name.range, "the name `\(name.value)` \(why)", rule: "bad-name")
    }

    static func variable(_ name: Located<String>) -> Diagnostic {
        let repaired = name.value.replacing("-", with: "_")
        let suggestion = repaired != name.value && isVariable(repaired) ? repaired : nil
        let hint = "a letter, then letters, digits and `_`; `-` is the minus of expressions"
        return Diagnostic(
            at: name.range, "`\(name.value)` cannot be the name of a variable", suggestion: suggestion, hint: hint, rule: "bad-name")
    }
}
