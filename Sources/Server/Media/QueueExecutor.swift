import Dispatch

/// A serial Dispatch queue as the executor of an actor: a node of the graph that may wait, for a disk or for a program.
final class QueueExecutor: SerialExecutor, Sendable {
    let queue: DispatchQueue

    /// Makes the queue of a node.
    init(_ node: MediaGraph.Node) {
        queue = DispatchQueue(label: node.rawValue, qos: node.quality)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }

    /// Does something on the node again and again, for the first time after one interval, until the timer is cancelled.
    func every(_ interval: DispatchTimeInterval, leeway: DispatchTimeInterval, _ body: @escaping @Sendable () -> Void)
        -> any DispatchSourceTimer
    {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + interval, repeating: interval, leeway: leeway)
        timer.setEventHandler(handler: body)
        timer.activate()
        return timer
    }
}
