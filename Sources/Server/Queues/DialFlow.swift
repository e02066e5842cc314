import IVR
import Queueing

/// Flows of the program's own. They are what any flow could say, so that ringing, busy tones, talk and hanging up are those of every call.
enum DialFlow {
    /// A call in which an agent is the caller, and the called number is dialled.
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

    /// A call to somebody who waited in a queue, when the flow in which he did is no more.
    static func talk(with queue: QueueID, in version: Catalog.Version) -> ServedFlow? {
        let text = """
            flow: callback
            language: en-US
            start: agent
            steps:
              agent:
                enqueue: "\(queue)"
                next: over
                timeout: over
                full: over
                closed: over
                failed: over
              over:
                hangup: the talk is over
            """
        return FlowParser.parse(text: text, path: "callback").flow.map { ServedFlow(flow: $0, version: version) }
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
