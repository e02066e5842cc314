import Logging
import NIOPosix
import Testing

@testable import Server

@Suite(.serialized) struct `A server's life` {
    private func start(_ folder: TemporaryFolder) async throws -> HotlineServer {
        try folder.write("flow: f\nlanguage: fr-FR\nstart: bye\nsteps:\n  bye:\n    hangup: done\n", to: "Flows/f.yaml")
        let text = """
            listen: ["udp 127.0.0.1:0", "tcp 127.0.0.1:0"]
            trusted: [127.0.0.0/8]
            rtp-ports: 27500-27599
            routes: [{ flow: f }]
            metrics: 127.0.0.1:0
            """
        let configuration = try #require(ConfigurationReader.read(text, path: folder.file("hotline.yaml")).configuration)
        let content = await ServerContent.load(configuration) { _, _, _ in }
        #expect(content.report.isEmpty)
        #expect(content.obstacle(to: configuration) == nil)
        return try await HotlineServer.start(configuration, content: content, log: Logger(label: "test"))
    }

    @Test func `it listens, tells its metrics, drains and stops`() async throws {
        let folder = try TemporaryFolder()
        let server = try await start(folder)
        #expect(server.listeners.count == 2)
        #expect(server.listeners.allSatisfy { $0.local.port > 0 })
        let web = WebClient(on: MultiThreadedEventLoopGroup.singleton)
        let base = "http://127.0.0.1:\(try #require(server.metricsPort))"
        let page = try await web.ask(method: "GET", url: base + "/metrics", json: nil, timeout: .ample)
        let text = String(decoding: page.body, as: UTF8.self)
        for family in ["hotline_calls 0", "hotline_media_slot_load", "hotline_media_scheduling", "hotline_sip_total", "hotline_build_info"]
        {
            #expect(text.contains(family), "the page lacks \(family)")
        }
        #expect(try await web.ask(method: "GET", url: base + "/health", json: nil, timeout: .ample).status == 200)
        #expect(try await web.ask(method: "GET", url: base + "/", json: nil, timeout: .ample).status == 404)
        await server.drain()
        #expect(try await web.ask(method: "GET", url: base + "/health", json: nil, timeout: .ample).status == 503)
        await web.shutDown()
        await server.stop()
    }

    @Test func `its banner says where, what and whom`() async throws {
        let folder = try TemporaryFolder()
        let server = try await start(folder)
        let banner = StartUpBanner(server, flows: ["f"], prompts: PromptCatalog(), demoPort: nil).text
        #expect(banner.contains("sip        udp 127.0.0.1:\(server.listeners[0].local.port)"))
        #expect(banner.contains("others -> f"))
        #expect(banner.contains("trusted    127.0.0.0/8"))
        #expect(!banner.contains("WARNING"))
        #expect(banner.hasSuffix("ready"))
        await server.stop()
    }

    @Test func `a route to a flow that is not valid is an obstacle`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("flow: f\nlanguage: fr-FR\nstart: nowhere\nsteps:\n  bye:\n    hangup: done\n", to: "Flows/f.yaml")
        let read = ConfigurationReader.read("routes: [{ flow: f }]", path: folder.file("hotline.yaml"))
        let configuration = try #require(read.configuration)
        let content = await ServerContent.load(configuration) { _, _, _ in }
        #expect(content.obstacle(to: configuration)?.contains("`f`") == true)
        #expect(!content.report.isEmpty)
    }
}
