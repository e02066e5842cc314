import Recognition
import Testing

@Suite struct `Grammar files` {
    /// A file's text, and whether `call me` is said by it.
    struct Form: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Form(name: "JSGF", text: "\n#JSGF V1.0;\ngrammar g;\npublic <c> = call me;"),
        Form(name: "SRGS", text: "<?xml version='1.0'?><grammar root='c'><rule id='c'>call me</rule></grammar>"),
        Form(name: "SRGS without a declaration", text: "<grammar root='c'><rule id='c'>call me</rule></grammar>"),
        Form(name: "phrases behind a byte order mark", text: "\u{FEFF}call me\n"),
        Form(name: "phrases", text: "# what can be said\nhelp\n\ncall (me | us)\n"),
    ]) func `a file is known by how it begins`(_ row: Form) throws {
        let grammar = try GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english).get()
        #expect(grammar.takes(["call", "me"]))
    }

    /// A file with a mistake, and the place of the finding.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "help\ncall (me", line: 2, column: 6),
        Mistake(text: "#JSGF V1.0;\ngrammar g;\npublic <c> = (a;", line: 3, column: 14),
        Mistake(text: "<grammar root='c'>\n  <rule id='d'>a</rule></grammar>", line: 1, column: 1),
        Mistake(text: "<grammar root='c'>\n  <rul/></grammar>", line: 2, column: 3),
        Mistake(text: "\n\n", line: 1, column: 1),
    ]) func `a finding stands at its place`(_ row: Mistake) {
        switch GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding):
            #expect(finding.range.start.description == "a.gram:\(row.line):\(row.column)", "\(finding)")
            #expect(finding.rule == "grammar")
        }
    }

    /// How a file says which language it is in, whether English takes it, and whether Mandarin does.
    struct Mark: Sendable, CustomTestStringConvertible {
        var tag: String
        var isEnglish: Bool
        var isMandarin: Bool
        var testDescription: String { tag }
    }

    @Test(arguments: [
        Mark(tag: "en-US", isEnglish: true, isMandarin: false),
        Mark(tag: "en", isEnglish: true, isMandarin: false),
        Mark(tag: "EN_gb", isEnglish: true, isMandarin: false),
        Mark(tag: "zh-CN", isEnglish: false, isMandarin: true),
        Mark(tag: "cmn-Hans-CN", isEnglish: false, isMandarin: true),
        Mark(tag: "zh-yue-HK", isEnglish: false, isMandarin: false),
        Mark(tag: "fr-FR", isEnglish: false, isMandarin: false),
        Mark(tag: "eng", isEnglish: false, isMandarin: false),
    ]) func `a file of another language is refused where it says so`(_ row: Mark) {
        let texts = [
            "\n#JSGF V1.0 UTF-8 \(row.tag) ;\ngrammar g;\npublic <c> = 帮助 | a;": "2:18",
            "<grammar\n root='c' xml:lang='\(row.tag)'><rule id='c'>a</rule></grammar>": "2:11",
            "<grammar root='c'><rule id='c'>\n<token xml:lang='\(row.tag)'>a</token></rule></grammar>": "2:8",
        ]
        for (text, place) in texts {
            for (language, isTaken) in [(SpeechLanguage.english, row.isEnglish), (.mandarin, row.isMandarin)] {
                switch GrammarFile.compile(Array(text.utf8), path: "a.gram", language: language) {
                case .success: #expect(isTaken, "\(text)")
                case .failure(let finding):
                    #expect(!isTaken, "\(finding)")
                    #expect(finding.range.start.description == "a.gram:\(place)" && finding.hint?.contains(language.rawValue) == true)
                    #expect(finding.message.contains(row.tag))
                }
            }
        }
    }

    @Test(arguments: ["#JSGF V1.0;", "#JSGF V1.0 ISO8859-1;", "#JSGF V1.0 UTF-8  ;"])
    func `a JSGF header without a locale is of any language`(_ header: String) throws {
        let text = "\(header) grammar g; public <c> = a;"
        for language in SpeechLanguage.allCases {
            _ = try GrammarFile.compile(Array(text.utf8), path: "a.gram", language: language).get()
        }
    }

    @Test func `an element that is of no language is of any`() throws {
        let text = "<grammar root='c' xml:lang=''><rule id='c'>a</rule></grammar>"
        _ = try GrammarFile.compile(Array(text.utf8), path: "a.grxml", language: .mandarin).get()
    }

    @Test func `octets that are no text are refused`() {
        let result = GrammarFile.compile([0xFF, 0xFE, 0x41], path: "a.gram", language: .english)
        #expect(throws: (any Error).self) { try result.get() }
    }

    /// A file that is not what its name says, and a word of the hint.
    struct Stranger: Sendable, CustomTestStringConvertible {
        var path: String
        var hint: String
        var testDescription: String { path }
    }

    @Test(arguments: [Stranger(path: "a.jsgf", hint: "#JSGF"), Stranger(path: "a.grxml", hint: "<grammar")])
    func `phrases are not taken for what a name promises`(_ row: Stranger) {
        switch GrammarFile.compile(Array("call me".utf8), path: row.path, language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding): #expect(finding.hint?.contains(row.hint) == true)
        }
    }

    /// A short grammar that stands for more than anybody can wait for.
    struct Bomb: Sendable, CustomTestStringConvertible {
        var name: String
        /// What each rule is of the next one, `N`.
        var rule: String
        /// What the last rule is.
        var last: String
        var testDescription: String { name }

        var text: String {
            let rules = (0..<60).map { "<a\($0)> = \(rule.replacing("N", with: "<a\($0 + 1)>"));" }
            return "#JSGF V1.0;\ngrammar g;\npublic <a> = x <a0>;\n\(rules.joined(separator: "\n"))\n<a60> = \(last);"
        }
    }

    @Test(arguments: [
        Bomb(name: "words in a row", rule: "N N", last: "x"),
        Bomb(name: "alternatives", rule: "N | N", last: "x"),
        Bomb(name: "alternatives of nothing", rule: "N | N", last: "<NULL>"),
        Bomb(name: "alternatives that cannot be said", rule: "N | N", last: "<VOID>"),
        Bomb(name: "optional words", rule: "[N] [N]", last: "x"),
    ]) func `rules that double each other are refused before they are written out`(_ row: Bomb) {
        switch GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding):
            #expect(finding.message.contains("too large"), "\(finding)")
            #expect(finding.hint != nil)
        }
    }

    /// A text with a character that nobody can say, and where it stands.
    struct Damage: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var column: Int
        var testDescription: String { name }
    }

    @Test(arguments: [
        Damage(name: "JSGF", text: "#JSGF V1.0; grammar g; public <a> = he\u{0}llo;", column: 39),
        Damage(name: "SRGS", text: "<grammar root='c'><rule id='c'>a\u{7}</rule></grammar>", column: 33),
        Damage(name: "phrases", text: "hel\u{1}lo", column: 4),
        Damage(name: "a reference", text: "<grammar root='c'><rule id='c'>a&#0;</rule></grammar>", column: 33),
    ]) func `control characters are refused at their place`(_ row: Damage) {
        switch GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding): #expect(finding.range.start.column == row.column, "\(finding)")
        }
    }
}
