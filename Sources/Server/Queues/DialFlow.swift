import IVR

/// The flow of a call in which an agent is the caller, and the called number is dialled: somebody who wanted to be called back, or whom
/// the agent calls by herself.
///
/// It is what any flow could say, so that ringing, busy tones, talk and hanging up are those of every call.
enum DialFlow {
    /// The flow with all that a call of it needs.
    ///
    /// - Parameters:
    ///   - name: what it is called in records.
    ///   - ring: how long the called phone rings.
    ///   - language: what is spoken.
    static func served(_ name: String, ring: Duration, language: LanguageTag, in version: Catalog.Version) -> ServedFlow {
        let parsed = FlowParser.parse(text: text(name, ring: max(1, ring.components.seconds)), path: name).flow
        guard var flow = parsed else { preconditionFailure("a flow of the program's own has mistakes") }
        flow.defaultLanguage = language
        return ServedFlow(flow: flow, version: version)
    }

    private static func text(_ name: String, ring seconds: Int64) -> String {
        """
        flow: \(name)
        language: en-US
        start: dial
        steps:
          dial:
            transfer: { to: "{called.number}", ring: \(seconds)s }
            answered: end-of-talk
            busy: unreachable
            no-answer: unreachable
            failed: unreachable
          end-of-talk:
            hangup: the talk is over
          unreachable:
            hangup: nobody was reached
        """
    }
}
