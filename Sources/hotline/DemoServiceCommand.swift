import ArgumentParser
import Server

/// `hotline demo-service`: the small web service that the demonstration's flows ask.
struct DemoServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-service", abstract: "Run the example service that the demonstration's flows ask.")

    @Option(help: "The loopback port.")
    var port = DemoService.port

    func run() async throws {
        let service = try await DemoService.start(port: port)
        print("the example service answers on http://127.0.0.1:\(service.port)")
        await ProcessSignals.wait()
        await service.stop()
    }
}
