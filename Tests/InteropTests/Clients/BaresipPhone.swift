import Foundation

/// baresip as a telephone without a sound card: it says a sound file and keeps what it hears in another.
struct BaresipPhone {
    let process: ChildProcess
    private let folder: String
    private let control: LoopbackSocket
    /// What it has reported so far.
    private let events: Events

    private final class Events {
        var text = ""
    }

    /// Starts a telephone; what it says begins with the call.
    ///
    /// - Parameters:
    ///   - codec: what it offers.
    ///   - agent: the port at which it answers every call; without one it only calls.
    ///   - account: the account to register, in the words of its file of accounts; without one it registers nowhere.
    static func using<Result>(
        saying sound: [Int16], in folder: TemporaryFolder, codec: String = "pcmu", agent: UInt16 = 0, account: String? = nil,
        _ body: (BaresipPhone) async throws -> Result
    ) async throws -> Result {
        let home = folder.file("baresip-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        // It hangs up when it has nothing more to say, so it falls silent in time.
        let silence = [Int16](repeating: 0, count: max(0, 100 * 8000 - sound.count))
        try writeSound(sound + silence, to: "\(home)/said.wav")
        let port = try ProgramPort.take()
        try Data(configuration(home, control: port, sip: agent).utf8).write(to: URL(fileURLWithPath: "\(home)/config"))
        let who = agent == 0 ? "caller@127.0.0.1>;answermode=manual" : "desk@127.0.0.1>;answermode=auto"
        try Data("\(account ?? "<sip:\(who);regint=0");audio_codecs=\(codec)\n".utf8).write(to: URL(fileURLWithPath: "\(home)/accounts"))
        try Data().write(to: URL(fileURLWithPath: "\(home)/contacts"))
        return try await ChildProcess.running("baresip", ["-4", "-t", "120", "-f", home], in: home) { process in
            let control = try await eventually("baresip's control port") {
                if !process.isRunning { throw Impatience(description: "no baresip: \(process.output)") }
                return try? LoopbackSocket(.connection(port))
            }
            return try await body(BaresipPhone(process: process, folder: home, control: control, events: Events()))
        }
    }

    private static func configuration(_ home: String, control: UInt16, sip: UInt16) -> String {
        """
        module_path /usr/lib/baresip/modules
        sip_listen 127.0.0.1:\(sip)
        audio_source aufile,\(home)/said.wav
        audio_player aufile,\(home)/player.wav
        audio_alert aufile,\(home)/alert.wav
        audio_srate 8000
        audio_channels 1
        rtp_ports 30000-31998
        jitter_buffer_delay 5-10
        snd_path \(home)
        ctrl_tcp_listen 127.0.0.1:\(control)
        module g711.so
        module aufile.so
        module sndfile.so
        module_app account.so
        module_app menu.so
        module_app ctrl_tcp.so

        """
    }

    func dial(_ number: String, at hotline: Hotline, over transport: SippCaller.Transport = .udp) async throws {
        let (port, parameter) = transport == .udp ? (hotline.udp, "") : (hotline.tcp, ";transport=tcp")
        command("dial", "sip:\(number)@127.0.0.1:\(port)\(parameter)")
        try await reports("CALL_LOCAL_SDP")
    }

    /// Presses keys one after the other, as RFC 4733 events.
    func press(_ keys: String) { command("sndcode", keys) }

    func hangUp() { command("hangup") }

    /// Answers the call that rings.
    func accept() { command("accept") }

    /// A command for the control port: JSON in a netstring.
    private func command(_ name: String, _ parameters: String = "") {
        let text = "{\"command\":\"\(name)\",\"params\":\"\(parameters)\"}"
        control.write(Array("\(text.utf8.count):\(text),".utf8))
    }

    /// Waits for a report such as `CALL_ESTABLISHED`.
    func reports(_ event: String, within limit: Duration = .seconds(30)) async throws {
        try await eventually("\(event) from baresip: \(events.text.suffix(1000)) \(process.output.suffix(1000))", within: limit) {
            while let piece = control.receive(), !piece.isEmpty { events.text += String(decoding: piece, as: UTF8.self) }
            return events.text.contains("\"type\":\"\(event)\"")
        }
    }

    /// What it has heard so far; whole once the call is over.
    func heard() throws -> [Int16] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard let file = files.first(where: { $0.hasSuffix("-dec.wav") }) else { return [] }
        return (try? readSound("\(folder)/\(file)")) ?? []
    }
}
