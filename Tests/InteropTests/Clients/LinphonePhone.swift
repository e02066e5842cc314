import Foundation

/// linphone as a telephone without a sound card, in the hands of somebody who types: it says a sound file and keeps what it hears in
/// another.
///
/// It takes the first digest that it is offered, so it registers by SHA-256 where baresip cannot.
struct LinphonePhone {
    let process: ChildProcess
    private let folder: String
    /// What it reads its commands from.
    private let keyboard: FileHandle

    /// Whether this machine has one.
    static var isInstalled: Bool {
        let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/linphonec")
        if !isInstalled { print("skipped: no linphonec") }
        return isInstalled
    }

    /// Starts a telephone with G.711 alone.
    static func using<Result>(
        saying sound: [Int16] = [], in folder: TemporaryFolder, _ body: (LinphonePhone) async throws -> Result
    ) async throws -> Result {
        let home = folder.file("linphone-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try writeSound(sound + [Int16](repeating: 0, count: 8000), to: "\(home)/said.wav")
        try Data(configuration(sip: try ProgramPort.take()).utf8).write(to: URL(fileURLWithPath: "\(home)/rc"))
        let path = "\(home)/keyboard"
        guard mkfifo(path, 0o600) == 0 else { throw Impatience(description: "no \(path)") }
        // For reading, too: so neither side waits for the other to open it.
        let keyboard = FileHandle(fileDescriptor: open(path, O_RDWR | O_CLOEXEC), closeOnDealloc: true)
        let arguments = ["-c", "\(home)/rc", "-d", "3", "-l", "\(home)/log"]
        return try await ChildProcess.running("linphonec", arguments, in: home, input: path) { process in
            let phone = LinphonePhone(process: process, folder: home, keyboard: keyboard)
            try await phone.says("linphonec>")
            phone.type("soundcard use files", "play \(home)/said.wav", "record \(home)/heard.wav")
            for codec in 0...2 { phone.type("codec disable \(codec)") }
            try await phone.says(" 2: speex (8000) disabled")
            return try await body(phone)
        }
    }

    /// It looks for nothing outside of this machine, and keeps nothing; without a word on its storage it would not register.
    private static func configuration(sip: UInt16) -> String {
        """
        [sip]
        sip_port=\(sip)
        sip_tcp_port=0
        sip_tls_port=0
        bind_address=127.0.0.1
        use_ipv6=0
        guess_hostname=0

        [rtp]
        audio_rtp_port=32000-32766

        [storage]
        uri=null

        """
    }

    private func type(_ lines: String...) { keyboard.write(Data(lines.map { $0 + "\n" }.joined().utf8)) }

    func register(_ user: String, password: String, at hotline: Hotline) {
        type("register sip:\(user)@127.0.0.1:\(hotline.udp) sip:127.0.0.1:\(hotline.udp) \(password)")
    }

    /// Answers the call that rings.
    func answer() { type("answer") }

    func hangUp() { type("terminate") }

    func hold() { type("pause") }

    func resume() { type("resume") }

    /// Sends the other side of its first call on.
    func transfer(to target: String) { type("transfer 1 \(target)") }

    /// Waits for words on its screen.
    func says(_ words: String, times: Int = 1, within limit: Duration = .seconds(30)) async throws {
        try await eventually("`\(words)` from linphone: \(process.output.suffix(1000))", within: limit) {
            if !process.isRunning { throw Impatience(description: "no linphone: \(process.output) \(process.errors)") }
            return process.output.components(separatedBy: words).count > times
        }
    }

    /// The digests it has answered challenges with, one for each request that had one: `SHA-256`.
    func digests() throws -> [String] {
        let log = try String(contentsOfFile: "\(folder)/log", encoding: .utf8)
        return log.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("Authorization:") }.map { line in
            String(line[(line.range(of: "algorithm=")?.upperBound ?? line.endIndex)...].prefix { $0 != "," })
        }
    }

    /// What it has heard so far: 8 kHz. How much that is stands in the file's head only once the call is over.
    func heard() throws -> [Int16] {
        let octets = (FileManager.default.contents(atPath: "\(folder)/heard.wav") ?? Data()).dropFirst(44)
        return stride(from: octets.startIndex, to: octets.endIndex - 1, by: 2).map { index in
            Int16(bitPattern: UInt16(octets[index]) | UInt16(octets[index + 1]) << 8)
        }
    }
}
