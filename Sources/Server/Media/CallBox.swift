import CallEngine
import Synchronization

/// Carries a call to its worker and, when it is over, back: what it holds is freed where time does not matter.
///
/// On the worker the box is empty, so that the call in its slot is the only owner of everything in it; an array, so that an empty box
/// does not keep a call's 10 kB.
final class CallBox: Sendable {
    private let content: Mutex<[Call]>

    /// Packs a call.
    init(_ call: Call) {
        content = Mutex([call])
    }

    /// Takes the call out.
    func take() -> Call? {
        content.withLock { content in
            let call = content.popLast()
            content = []
            return call
        }
    }

    /// Puts the call back.
    func put(_ call: consuming Call?) {
        guard let call = call else { return }
        content.withLock { $0 = [call] }
    }
}
