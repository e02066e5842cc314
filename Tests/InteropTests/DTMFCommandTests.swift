import Audio
import Foundation
import Testing

@Suite struct `hotline dtmf` {
    /// Four keys of 80 ms, one of 20 ms that is none, one 3.5 s later that the end of the file cuts.
    private static var sound: [Int16] {
        let pause = [Int16](repeating: 2, count: 800)
        var samples =
            pause
            + ToneGenerator.dial(
                [.one, .two, .star, .d], level: -16, twist: 2, cadence: .init(on: .milliseconds(80), off: .milliseconds(80)))
        samples += pause + ToneGenerator.dial([.seven], level: -16, cadence: .init(on: .milliseconds(20), off: .milliseconds(3500)))
        return samples + ToneGenerator.dial([.pound], level: -16, cadence: .init(on: .milliseconds(60), off: .zero))
    }

    private func run(_ arguments: [String], in folder: String) async throws -> (ending: ChildProcess.Ending, output: String) {
        try await ChildProcess.run(Repository.hotline, ["dtmf"] + arguments, in: folder)
    }

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try writeSound(Self.sound, to: folder.file("call.wav"))
        return folder
    }

    @Test func `prints keys for a person`() async throws {
        let folder = try folder()
        let (ending, output) = try await run(["call.wav"], in: folder.path)
        #expect(ending == .exit(0))
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count == 7)
        #expect(lines.last == "5 keys in 4.4 s: 12*D #")
        let first = try #require(lines.dropFirst().first).split(separator: " ")
        #expect(abs(try #require(first.first.flatMap { Double($0) }) - 0.1) < 0.004 && first[1] == "1", "\(output)")
    }

    @Test func `explains what it refuses`() async throws {
        let folder = try folder()
        let (_, output) = try await run(["--explain", "call.wav"], in: folder.path)
        #expect(output.split(separator: "\n").filter { $0.contains("like 7, but too short: ") && $0.contains(" ms") }.count == 1)
    }

    @Test func `prints one object a line`() async throws {
        let folder = try folder()
        let (_, output) = try await run(["--json", "--explain", "call.wav"], in: folder.path)
        let objects = try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.compactMap { $0["key"] as? String } == ["1", "2", "*", "D", "#"])
        #expect(objects.compactMap { $0["refused"] as? String } == ["7"])
        for object in objects where object["key"] != nil {
            let row = try #require(object["row"] as? Double)
            let twist = try #require(object["twist"] as? Double)
            #expect(abs(row + 16) < 1 && (-0.5...2.5).contains(twist) && object["file"] as? String == "call.wav")
        }
    }

    @Test func `hears standard input, with a header and without`() async throws {
        let folder = try folder()
        try Data(Self.sound.map { G711.encode($0, .mu) }).write(to: URL(fileURLWithPath: folder.file("call.pcmu")))
        for command in ["dtmf - < call.wav", "dtmf --raw ulaw - < call.pcmu", "dtmf call.pcmu"] {
            let (ending, output) = try await ChildProcess.run("sh", ["-c", "'\(Repository.hotline)' \(command)"], in: folder.path)
            #expect(ending == .exit(0) && output.hasSuffix("5 keys in 4.4 s: 12*D #\n"), "\(command): \(output)")
        }
    }

    /// What cannot be heard, and what is said of it.
    struct Slip: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var said: String
        var status: Int32 = 2
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Slip(arguments: ["no.wav"], said: "no.wav: there is no such file"),
        Slip(arguments: ["."], said: ".: this is a folder; name the sound files in it"),
        Slip(arguments: ["/dev/null"], said: "/dev/null: the file is empty"),
        Slip(arguments: ["-"], said: "standard input: the file is empty"),
        Slip(arguments: ["words.txt"], said: "words.txt: this is not a sound file"),
        Slip(arguments: ["empty.wav"], said: "empty.wav: there is no sound in the file"),
        Slip(arguments: ["cut.wav"], said: "cut.wav: the file is cut off"),
        Slip(arguments: ["--profile", "etis", "call.wav"], said: "there is no profile `etis`", status: 64),
        Slip(arguments: ["--rate", "8000", "call.wav"], said: "--rate is for raw sound", status: 64),
        Slip(arguments: ["-", "-"], said: "standard input can be heard only once", status: 64),
        Slip(arguments: [], said: "Missing expected argument '<files> ...'", status: 64),
    ])
    func `says what it cannot hear`(_ slip: Slip) async throws {
        let folder = try folder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("call.wav")))
        try Data("call me".utf8).write(to: URL(fileURLWithPath: folder.file("words.txt")))
        try whole.prefix(20_000).write(to: URL(fileURLWithPath: folder.file("cut.wav")))
        try writeSound([], to: folder.file("empty.wav"))
        let (ending, output) = try await run(slip.arguments, in: folder.path)
        #expect(ending == .exit(slip.status), "\(output)")
        #expect(output.contains(slip.said), "\(output)")
    }

    @Test func `goes on after a file that it cannot hear`() async throws {
        let folder = try folder()
        let (ending, output) = try await run(["no.wav", "call.wav"], in: folder.path)
        #expect(ending == .exit(2) && output.contains("call.wav:\n") && output.contains("12*D #"))
    }
}
