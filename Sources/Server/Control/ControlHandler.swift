import NIOCore

/// One client at the local socket: its lines are answered in their order; a line that is too long ends the conversation.
final class ControlHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (ControlRequest) -> ControlAnswer
    private var line: [UInt8] = []
    private var isOver = false

    init(answer: @escaping @Sendable (ControlRequest) -> ControlAnswer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for octet in unwrapInboundIn(data).readableBytesView {
            guard !isOver else { return }
            if octet == UInt8(ascii: "\n") {
                take(context)
            } else if line.count == ControlRequest.longestLine {
                isOver = true
                send(.failure("\(ControlRequest.Mistake.tooLong)"), context)
                context.close(promise: nil)
            } else {
                line.append(octet)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func take(_ context: ChannelHandlerContext) {
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
