/// Every value is of the right kind.
enum WrongType {
    static let page = RulePage(
        "wrong-type", "Every value is of the right kind",
        """
        Numbers stand without quotes, lengths of time have a unit (`300ms`, `20s`, `5m`, `1h30m`), truth is `true` or `false`,
        and lists are lists. The variable that takes an answer has a type that the answer fits.
        """)
}
