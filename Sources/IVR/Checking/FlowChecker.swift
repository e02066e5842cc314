public import Diagnostics

/// Checks flows: everything that can be known of them before a call, all findings at once and in the order of reading.
public enum FlowChecker {
    /// A file after its check.
    public struct Result: Sendable {
        /// The flow, when nothing is wrong with it.
        public var flow: Flow?
        /// What flows that run it see of it; there even when the flow is not valid, as long as it has a name.
        public var interface: (name: FlowName, interface: FlowInterface)?
        /// What was found; of warnings alone the flow is there nevertheless.
        public var diagnostics: [Diagnostic]
        /// The text, for rendering the findings.
        public var source: SourceText
        /// The texts of the files beside it that findings are about, by path.
        public var files: [String: SourceText] = [:]
        /// How hard its questions are to hear.
        public var difficulties: [SpokenDifficulty] = []

        /// What was found, as it is shown to a person.
        public var rendered: [String] { diagnostics.rendered(in: source, or: files) }
    }

    /// The rules about what was read, in no order that matters.
    static let rules: [any FlowRule.Type] = [
        UnknownPrompt.self, UnknownVariable.self, UnknownQueue.self, UnknownCalendar.self, UnknownFlow.self, UnknownNotification.self,
        NoTranscription.self, UnknownGrammar.self,
        ExpressionTypes.self, VariableTypes.self, AmbiguousKeys.self, UnreachableStep.self, NoWayOut.self, LoopWithoutInput.self,
        UnsetVariable.self, SensitiveSink.self, QueueFactElsewhere.self, RefusalAfterAnswer.self,
        LongWhisper.self,
    ]

    /// The rules about what can be said.
    static let speechRules: [any SpeechRule.Type] = [
        SamePhrase.self, SpokenPrefix.self, SoundsAlike.self, UnknownWord.self, NotTaken.self, UnsaidAnswer.self,
    ]

    /// Reads and checks a file's text.
    public static func check(text: String, path: String, context: FlowCatalogContext = FlowCatalogContext()) -> Result {
        check(SourceTree.parse(text, path: path), SourceText(text, path: path), context)
    }

    /// Reads and checks a file's octets.
    public static func check(octets: some Collection<UInt8>, path: String, context: FlowCatalogContext = FlowCatalogContext()) -> Result {
        check(SourceTree.parse(octets, path: path), SourceText(String(decoding: octets, as: UTF8.self), path: path), context)
    }

    /// Checks a valid flow again, in other surroundings.
    public static func check(_ flow: Flow, context: FlowCatalogContext) -> [Diagnostic] {
        let draft = FlowDraft(flow)
        return check(draft, context, SpeechCheck(FlowCheck(draft, context))).inReadingOrder().once()
    }

    /// What other flows see of a file's flow, without a check of it.
    public static func interface(octets: some Collection<UInt8>, path: String) -> (name: FlowName, interface: FlowInterface)? {
        guard let tree = try? SourceTree.parse(octets, path: path).get() else { return nil }
        var reader = FlowReader(tree)
        reader.read()
        return interface(of: reader)
    }

    private static func interface(of reader: FlowReader) -> (name: FlowName, interface: FlowInterface)? {
        reader.draft.name.map { ($0.value, FlowInterface(of: reader.draft)) }
    }

    private static func check(_ parsed: Swift.Result<SourceTree, Diagnostic>, _ source: SourceText, _ context: FlowCatalogContext) -> Result
    {
        switch parsed {
        case .failure(let finding):
            return Result(flow: nil, interface: nil, diagnostics: [finding], source: source)
        case .success(let tree):
            var reader = FlowReader(tree)
            reader.read()
            // What can be said is looked at when it can be read what it means.
            let isReadable = !reader.findings.diagnostics.hasErrors
            let speech = SpeechCheck(FlowCheck(isReadable ? reader.draft : FlowDraft(source: tree.source), context))
            let findings = reader.findings.diagnostics + check(reader.draft, context, speech)
            let flow = findings.hasErrors ? nil : reader.draft.flow
            return Result(
                flow: flow, interface: interface(of: reader), diagnostics: findings.inReadingOrder().once(), source: tree.source,
                files: speech.grammars.files.sources, difficulties: speech.grammars.difficulties)
        }
    }

    private static func check(_ draft: FlowDraft, _ context: FlowCatalogContext, _ speech: SpeechCheck) -> [Diagnostic] {
        let check = FlowCheck(draft, context)
        var findings = speech.grammars.files.findings + speech.grammars.findings
        for rule in rules { rule.check(check, into: &findings) }
        for rule in speechRules { rule.check(speech, into: &findings) }
        return findings
    }
}

/// Reads flows without knowing what is around them.
public enum FlowParser {
    /// Reads a flow and checks what its own text can tell; the flow is there when there are no errors.
    public static func parse(text: String, path: String) -> (flow: Flow?, diagnostics: [Diagnostic]) {
        let result = FlowChecker.check(text: text, path: path)
        return (result.flow, result.diagnostics)
    }
}
