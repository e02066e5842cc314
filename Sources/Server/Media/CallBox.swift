import CallEngine
import Synchronization

/// Carries a call to its worker and, when it is over, back: what it holds is freed where time does not matter.
///
/// On the worker the box is empty, so that the call in its slot is the only owner of everything in it.
final class CallBox: Sendable {
    private let content: Mutex<Call?>

    /// Packs a call.
    init(_ call: Call) {
        content = Mutex(call)
    }

    /// Takes the call out.
    func take() -> Call? {
        content.withLock { $0.take() }
    }

    /// Puts the call back.
    func put(_ call: consuming Call?) {
        let call = call
        content.withLock { $0 = call }
    }
}
