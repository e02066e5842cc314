import NIOCore
import NIOPosix

/// Lets a listener rest for a second when a connection could not be taken, as when the process has no descriptor left.
///
/// The connection stays where it is, so that the kernel tells of it again at once: without a rest the loop would do nothing else until
/// something is closed. NIO's own handler for this only delays the next wish to read, and the wish that has failed still stands.
final class PatientListener: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let rest: TimeAmount

    init(resting rest: TimeAmount) {
        self.rest = rest
    }

    /// Makes a listener patient; to be called when its channel is made.
    static func prepare(_ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandler(PatientListener(resting: .seconds(1)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is IOError else { return context.fireErrorCaught(error) }
        let channel = context.channel
        set(isReading: false, channel)
        channel.eventLoop.assumeIsolated().scheduleTask(in: rest) { [self] in set(isReading: true, channel) }
    }

    private func set(isReading: Bool, _ channel: any Channel) {
        // One that is closed refuses, and needs nothing any more.
        try? channel.syncOptions?.setOption(.autoRead, value: isReading)
    }
}
