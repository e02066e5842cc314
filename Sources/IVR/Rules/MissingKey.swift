/// What is needed is there.
enum MissingKey {
    static let page = RulePage(
        "missing-key", "What is needed is there",
        """
        Some keys have no sensible default: the flow's name, the question of a menu, the variable of a gather.
        """)
}
