import CRealTime
import Glibc

/// An eventfd by which a real-time thread tells another that something waits: one system call that never blocks.
final class WakeUp: Sendable {
    /// For whoever listens; readable while a signal waits.
    let descriptor: Int32

    /// Makes one.
    init() throws(SystemError) {
        descriptor = rt_event_open()
        guard descriptor >= 0 else { throw SystemError(doing: "make an eventfd", code: -descriptor) }
    }

    deinit {
        close(descriptor)
    }

    /// Wakes the listener.
    func signal() {
        rt_event_signal(descriptor)
    }

    /// Takes the signals, before looking for what waits.
    func clear() {
        rt_event_clear(descriptor)
    }
}
