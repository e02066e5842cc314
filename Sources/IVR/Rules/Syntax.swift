/// The file is YAML.
enum Syntax {
    static let page = RulePage(
        "syntax", "The file is YAML",
        """
        A flow is written in the part of YAML that people write by hand: maps, lists, texts with or without quotes, comments.
        Anchors, aliases, tags and several documents in one file are not read. The first thing that is not YAML ends the reading
        and is the only finding of its file.
        """)
}
