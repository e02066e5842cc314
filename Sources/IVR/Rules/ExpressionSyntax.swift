/// Expressions can be read.
enum ExpressionSyntax {
    static let page = RulePage(
        "expression-syntax", "Expressions can be read",
        """
        Expressions are a small subset of CEL; `docs/expressions.md` is its page. Texts within an expression stand in quotes of
        their own: `"city == 'Shanghai'"`.
        """)
}
