/// Every key is one that the language knows.
enum UnknownKey {
    static let page = RulePage(
        "unknown-key", "Every key is one that the language knows",
        """
        A key that is not known would be ignored silently, and with it what was meant. The outcomes of a step are keys too: each
        verb has its own.
        """)
}
