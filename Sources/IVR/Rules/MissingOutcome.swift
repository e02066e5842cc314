/// Every outcome leads somewhere.
enum MissingOutcome {
    static let page = RulePage(
        "missing-outcome", "Every outcome leads somewhere",
        """
        A caller who does nothing, a queue that is full, a service that does not answer: each of these happens one day, so each
        step says where it leads. `end` is an answer too.
        """)
}
