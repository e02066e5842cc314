import IVR

/// The flow of a call in which an agent is the caller, and whoever wanted to be called back is dialled.
///
/// It is what any flow could say, so that ringing, busy tones, talk and hanging up are those of every call.
enum CallbackFlow {
    /// The flow with all that a call of it needs.
    ///
    /// - Parameters:
    ///   - ring: how long the caller's phone rings.
    ///   - language: what the caller speaks.
    static func served(ring: Duration, language: LanguageTag, in version: Catalog.Version) -> ServedFlow {
        let parsed = FlowParser.parse(text: text(ring: max(1, ring.components.seconds)), path: "callback").flow
        guard var flow = parsed else { preconditionFailure("a flow of the program's own has mistakes") }
        flow.defaultLanguage = language
        return ServedFlow(flow: flow, version: version)
    }

    private static func text(ring seconds: Int64) -> String {
        """
        flow: callback
        language: en-US
        start: dial
        steps:
          dial:
            transfer: { to: "{caller.number}", ring: \(seconds)s }
            answered: end-of-talk
            busy: unreachable
            no-answer: unreachable
            failed: unreachable
          end-of-talk:
            hangup: the talk is over
          unreachable:
            hangup: the caller was not reached
        """
    }
}
