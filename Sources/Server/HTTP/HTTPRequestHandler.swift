import NIOCore
import NIOHTTP1

/// Collects one request, has it answered and writes the answer.
final class HTTPRequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The largest body taken [octets].
    private let largestBody: Int
    private let respond: HTTPService.Responder
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(largestBody: Int, respond: @escaping HTTPService.Responder) {
        self.largestBody = largestBody
        self.respond = respond
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.removeAll()
            isTooLarge = false
        case .body(let buffer):
            isTooLarge = isTooLarge || body.count + buffer.readableBytes > largestBody
            if !isTooLarge { body.append(contentsOf: buffer.readableBytesView) }
        case .end:
            answer(context)
        }
    }

    /// The connection has been silent for long enough.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) } else { context.fireUserInboundEventTriggered(event) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let head else { return }
        // It does not read what it was answered before: nobody is served by keeping more for it.
        guard context.channel.isWritable else { return context.close(promise: nil) }
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let request = HTTPService.Request(
            method: head.method.rawValue, path: parts.first.map(String.init) ?? "/", query: parts.count > 1 ? String(parts[1]) : "",
            headers: head.headers.map { ($0.name, $0.value) }, body: body)
        let answer = context.eventLoop.makePromise(of: HTTPService.Response.self)
        let (channel, keepAlive, withBody) = (context.channel, head.isKeepAlive, head.method != .HEAD)
        answer.futureResult.whenSuccess { Self.write($0, to: channel, keepAlive: keepAlive, withBody: withBody) }
        if isTooLarge {
            answer.succeed(.problem(413, "the body is too large"))
        } else {
            answer.completeWithTask { [respond] in await respond(request) }
        }
    }

    private static func write(_ response: HTTPService.Response, to channel: any Channel, keepAlive: Bool, withBody: Bool) {
        var head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status))
        head.headers.add(name: "Content-Type", value: response.contentType)
        head.headers.add(name: "Content-Length", value: "\(response.body.count)")
        if !keepAlive { head.headers.add(name: "Connection", value: "close") }
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        if withBody { channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: response.body))), promise: nil) }
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
            if !keepAlive { channel.close(promise: nil) }
        }
    }
}
