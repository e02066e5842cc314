import Diagnostics

/// A grammar as a network of states and arcs: what can be said, and what it means.
///
/// ```
/// (start) --word "two"--> ( ) --tag "2"--> ( ) ... (end)
/// ```
/// Arcs without a word are silent. A path from start to end is one thing that can be said.
struct WordNetwork: Sendable {
    /// What stands on an arc.
    enum Label: Hashable, Sendable {
        case word(String)
        case tag(String)
        /// From here to the matching `close` the tags belong to an answer of this type.
        case open(SpokenType)
        case close
        case nothing
    }

    /// One arc; its beginning is where it is stored.
    struct Arc: Hashable, Sendable {
        var label: Label
        var target: Int
    }

    /// The most states of a network.
    static let stateLimit = 100_000
    /// The most parts that patterns may have with all references written out: rules of a few lines can stand for more than anybody can wait
    /// for.
    static let partLimit = 1_000_000

    /// The arcs of each state, in the order of writing.
    private(set) var arcs: [[Arc]] = [[], []]
    /// Where all paths begin.
    let start = 0
    /// Where all paths end.
    let end = 1

    /// The built-in types that answers may belong to.
    var types: Set<SpokenType> {
        var types: Set<SpokenType> = []
        for case .open(let type) in arcs.lazy.joined().map(\.label) { types.insert(type) }
        return types
    }

    /// Builds the network of a document; `builtIns` holds the rules of the language's own grammars.
    init(_ document: GrammarDocument, builtIns: [String: Grammar.Pattern]) throws(GrammarError) {
        var builder = NetworkBuilder(document: document, builtIns: builtIns)
        try builder.add(document.root, from: start, to: end)
        arcs = builder.arcs
    }
}

/// Lays arcs for patterns, each between two states (Thompson 1968).
private struct NetworkBuilder {
    var arcs: [[WordNetwork.Arc]] = [[], []]
    private var rules: [String: Grammar.Pattern]
    private let builtIns: [String: Grammar.Pattern]
    private let document: GrammarDocument
    /// The names of the rules we are in.
    private var open: [String] = []
    /// How many patterns were laid.
    private var parts = 0

    init(document: GrammarDocument, builtIns: [String: Grammar.Pattern]) {
        self.document = document
        self.builtIns = builtIns
        rules = document.rules
    }

    private mutating func state() throws(GrammarError) -> Int {
        guard arcs.count < WordNetwork.stateLimit else { throw .tooLarge(WordNetwork.stateLimit, "states") }
        arcs.append([])
        return arcs.count - 1
    }

    private mutating func lay(_ label: WordNetwork.Label, from source: Int, to target: Int) {
        arcs[source].append(WordNetwork.Arc(label: label, target: target))
    }

    mutating func add(_ pattern: Grammar.Pattern, from source: Int, to target: Int) throws(GrammarError) {
        parts += 1
        guard parts <= WordNetwork.partLimit else { throw .tooLarge(WordNetwork.partLimit, "parts with its references written out") }
        switch pattern {
        case .word(let word): lay(.word(word), from: source, to: target)
        case .tag(let text): lay(.tag(text), from: source, to: target)
        case .sequence(let parts): try addSequence(parts, from: source, to: target)
        case .alternatives(let parts): for part in parts { try add(part, from: source, to: target) }
        case .optional(let part):
            try add(part, from: source, to: target)
            lay(.nothing, from: source, to: target)
        case .repeated(let part, let least, let most):
            try addRepeated(part, least: least, most: most, from: source, to: target)
        case .reference(let name): try addReference(name, from: source, to: target)
        }
    }

    private mutating func addSequence(_ parts: [Grammar.Pattern], from source: Int, to target: Int) throws(GrammarError) {
        var current = source
        for part in parts.dropLast() {
            let next = try state()
            try add(part, from: current, to: next)
            current = next
        }
        if let last = parts.last { try add(last, from: current, to: target) } else { lay(.nothing, from: current, to: target) }
    }

    private mutating func addRepeated(
        _ part: Grammar.Pattern, least: Int, most: Int?, from source: Int, to target: Int
    ) throws(GrammarError) {
        var current = source
        for _ in 0..<least {
            let next = try state()
            try add(part, from: current, to: next)
            current = next
        }
        guard let most else {
            // A state of its own, so that the loop does not catch what else comes here.
            let loop = try state()
            lay(.nothing, from: current, to: loop)
            let back = try state()
            try add(part, from: loop, to: back)
            lay(.nothing, from: back, to: loop)
            return lay(.nothing, from: loop, to: target)
        }
        for _ in least..<max(least, most) {
            lay(.nothing, from: current, to: target)
            let next = try state()
            try add(part, from: current, to: next)
            current = next
        }
        lay(.nothing, from: current, to: target)
    }

    private mutating func addReference(_ name: String, from source: Int, to target: Int) throws(GrammarError) {
        guard !open.contains(name) else {
            throw GrammarError("the rule <\(name)> refers to itself", hint: "repetition is written with `+` or `*`", rule: name)
        }
        guard open.count < 4 * Grammar.depthLimit else { throw GrammarError("rules are nested too deeply", at: 0) }
        guard let pattern = rules[name] else { return try addBuiltIn(name, from: source, to: target) }
        open.append(name)
        defer { open.removeLast() }
        try add(pattern, from: source, to: target)
    }

    /// The grammar that the language has for a type, between `open` and `close`.
    private mutating func addBuiltIn(_ name: String, from source: Int, to target: Int) throws(GrammarError) {
        guard let type = SpokenType(name), let pattern = pattern(of: type) else {
            let known = Array(rules.keys) + SpokenType.names
            let suggestion = Suggestion.nearest(to: name, in: known)
            throw GrammarError("there is no rule <\(name)>", suggestion: suggestion.map { "<\($0)>" }, rule: name)
        }
        let (first, last) = (try state(), try state())
        lay(.open(type), from: source, to: first)
        let own = rules
        rules = builtIns
        // A rule of the document may have the name of one of the language's.
        let outer = open
        open = []
        defer { (rules, open) = (own, outer) }
        try add(pattern, from: first, to: last)
        lay(.close, from: last, to: target)
    }

    private func pattern(of type: SpokenType) -> Grammar.Pattern? {
        guard case .digits(let counts?) = type else { return builtIns[type.description] }
        guard builtIns["digit"] != nil else { return nil }
        return .repeated(.reference("digit"), atLeast: counts.lowerBound, atMost: counts.upperBound)
    }
}
