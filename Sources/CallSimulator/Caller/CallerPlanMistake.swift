public import Diagnostics

/// A mistake in the text of a plan, and where it is.
public struct CallerPlanMistake: Error, Hashable, Sendable {
    /// What is wrong.
    public var error: CallerPlanError
    /// How far in the group begins that has it [characters].
    public var offset: Int
    /// How long that group is [characters].
    public var length: Int

    /// The mistake as a finding in the text that stands in a range.
    public func diagnostic(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            at: range.part(from: offset, count: length), error.description, suggestion: error.suggestion, hint: error.hint, rule: "keys")
    }

    /// The same where nobody knows which part of the range it is.
    func diagnosticOfWhole(at range: SourceRange) -> Diagnostic {
        CallerPlanMistake(error: error, offset: 0, length: range.length).diagnostic(at: range)
    }

    /// The mistake in a plan that stands by itself, with its line and a caret; the plan is called as said here.
    public func rendered(in plan: String, named name: String) -> String {
        let whole = SourceRange(start: SourceLocation(path: name, line: 1, column: 1), length: plan.count)
        return diagnostic(at: whole).rendered(in: SourceText(plan, path: name))
    }
}

extension CallerPlanError {
    /// What was probably meant.
    var suggestion: String? {
        guard case .noSuchSound(let name) = self else { return nil }
        return Suggestion.nearest(to: name, in: CallerPlan.WordlessSound.allCases.map(\.rawValue))
    }

    /// How to get it right.
    var hint: String? {
        switch self {
        case .notAKey(let character) where character.isLetter: "what is said stands in double quotes: \"book a taxi\""
        case .notAKey: nil
        case .notClosed(_, "\""): "a shell takes quotes away that do not stand in others: '1 \"book a taxi\"'"
        case .notClosed(_, let closing): "`\(closing)` ends it, also where there are blanks in it"
        case .badTime: "the time of the call at which it is done stands behind `@`: 1@12.5s"
        case .badConfidence, .confidenceWithoutWords: "how surely words are understood stands behind them: \"taxi\"~0.6"
        case .twoMoments: "leave one of them away"
        case .noKeys: "keys stand before `@` and behind `!`: !2, 1@12.5s"
        case .noWords, .noFile, .noSuchSound: nil
        }
    }
}
