import Testing

/// Slips on the command line of `hotline call` that would otherwise look like a call that went well.
@Suite struct `A slip in hotline call` {
    struct Slip: Sendable {
        var options: [String]
        var said: String
    }

    @Test(arguments: [
        Slip(options: ["--until", "main-men"], said: "there is no step `main-men`; did you mean \"main-menu\"?"),
        Slip(options: ["--language", "en-UK"], said: "there is no language `en-UK`; did you mean \"en-US\"?"),
        Slip(options: ["--from", "1\r\n2"], said: "without control characters"),
    ]) func `is told`(_ row: Slip) async throws {
        let arguments = ["call", "Flows/ride-booking.yaml"] + row.options
        let (ending, output) = try await ChildProcess.run(Repository.hotline, arguments, in: Repository.root.path)
        #expect(ending == .exit(64), "\(output)")
        #expect(output.contains(row.said), "\(output)")
    }
}
