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

    /// The language that somebody meant who wrote `english`, `en` or `en_US`.
    static func language(meantBy text: String) -> String? {
        switch text.lowercased() {
        case "en", "eng", "english", "us", "en-us", "en_us": "en-US"
        case "zh", "cn", "ch", "chi", "zho", "chinese", "mandarin", "putonghua", "中文", "普通话", "zh-cn", "zh_cn", "zh-hans": "zh-CN"
        default: Suggestion.nearest(to: text, in: ["en-US", "zh-CN"])
        }
    }

    /// What names are, as a hint.
    static let form = "a name is a letter, then letters, digits, `-` and `_`"

    /// The name that comes nearest to a text: blanks and other signs become one `-`, other dashes too.
    static func repaired(_ text: String) -> String? {
        guard text.utf8.count <= 200 else { return nil }
        let parts = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        let name = parts.joined(separator: "-")
        return name != text && isName(name) ? name : nil
    }

    static func diagnostic(_ name: Located<String>, _ why: String, suggestion: String? = nil, hint: String? = nil) -> Diagnostic {
        Diagnostic(at: name.range, "the name `\(name.value)` \(why)", suggestion: suggestion, hint: hint, rule: "bad-name")
    }

    static func variable(_ name: Located<String>) -> Diagnostic {
        let parts = name.value.utf8.count <= 200 ? name.value.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) } : []
        let repaired = parts.joined(separator: "_")
        let suggestion = repaired != name.value && isVariable(repaired) ? repaired : nil
        let hint = "a letter, then letters, digits and `_`; `-` is the minus of expressions"
        return Diagnostic(
            at: name.range, "`\(name.value)` cannot be the name of a variable", suggestion: suggestion, hint: hint, rule: "bad-name")
    }
}
