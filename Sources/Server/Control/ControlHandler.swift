import NIOCore

/// One client at the local socket: its lines are answered in their order; a line that is too long ends the conversation.
///
/// Who does not read his answers is asked nothing more until he does: nothing is kept for him but what he has sent at once.
final class ControlHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (ControlRequest) -> ControlAnswer
    private var unread = ByteBuffer()
    private var line: [UInt8] = []
    private var isOver = false
    private var isReading = false

    init(answer: @escaping @Sendable (ControlRequest) -> ControlAnswer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var new = unwrapInboundIn(data)
        unread.writeBuffer(&new)
        read(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        read(context)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Follows what is there, as long as the answers are read. An answer that is sent may tell of room from within.
    private func read(_ context: ChannelHandlerContext) {
        guard !isReading else { return }
        isReading = true
        while !isOver, context.channel.isWritable, let octet: UInt8 = unread.readInteger() { take(octet, context) }
        unread.discardReadBytes()
        isReading = false
    }

    private func take(_ octet: UInt8, _ context: ChannelHandlerContext) {
        if octet == UInt8(ascii: "\n") {
            follow(context)
        } else if line.count == ControlRequest.longestLine {
            isOver = true
            send(.failure("\(ControlRequest.Mistake.tooLong)"), context)
            context.close(promise: nil)
        } else {
            line.append(octet)
        }
    }

    private func follow(_ context: ChannelHandlerContext) {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else { return }
        do throws(ControlRequest.Mistake) {
            send(answer(try ControlRequest(line: line)), context)
        } catch {
            send(.failure("\(error)"), context)
        }
    }

    private func send(_ answer: ControlAnswer, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer.line)), promise: nil)
    }
}
