/// A key is written once.
enum DuplicateKey {
    static let page = RulePage(
        "duplicate-key", "A key is written once",
        """
        Of two equal keys in one map only one could count, and nobody could tell which was meant. The second one is shown; it
        ends the reading of its file.
        """)
}
