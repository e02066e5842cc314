import Audio
import AudioFiles
import Foundation
import Recognition

/// The endpointer on sound files: `endpointer [--network FILE] [--progress complete|mayEnd|incomplete] [--loops N] LIST`.
///
/// `LIST` names a file on each line, and after a tab what was played to the caller meanwhile: its echo is taken out first. For each there is a line `F path seconds cpu_seconds`, and one for each event with its time [ms]:
/// `onset AT BEGAN LEAD_FRAMES`, `confirmed AT`, `retracted AT`, `ended AT REASON BEGAN FELL SNR`, `noAudio AT`.
/// `--features FILE` instead writes what is trained with: 32-bit numbers, for each frame its features and 1 if it is loud.
/// It listens again as soon as an utterance has ended.
@main struct EndpointerCommand {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let network = try option("--network", of: &arguments).map { try VoiceNetwork(octets($0)) }
        let target = option("--features", of: &arguments)
        let progress = option("--progress", of: &arguments)
        let loops = option("--loops", of: &arguments).flatMap { Int($0) } ?? 1
        guard let list = arguments.first else { return print("usage: endpointer [--network FILE] [--progress P] [--loops N] LIST") }
        if let target { return try writeFeatures(of: list, to: target) }
        let surroundings = Surroundings(progress: progress.flatMap(Self.progress))
        for row in try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n") {
            let paths = row.split(separator: "\t").map(String.init)
            let clips = try paths.map {
                try SoundFile.decode(octets($0), as: SoundFormatHint(fileName: $0)).resampled(to: SampleRate.narrowband.hertz)
            }
            let start = clock()
            for _ in 0..<max(1, loops) { hear(clips[0], played: clips.dropFirst().first, network, surroundings, prints: loops == 1) }
            print("F \(paths[0]) \(clips[0].seconds) \(Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(max(1, loops)))")
        }
    }

    private static func writeFeatures(of list: String, to target: String) throws {
        var numbers = Data()
        for path in try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").map(String.init) {
            let clip = try SoundFile.decode(octets(path), as: SoundFormatHint(fileName: path)).resampled(to: SampleRate.narrowband.hertz)
            let (features, isLoud) = VoiceDetector.features(of: (0..<clip.frameCount).map(clip.frame))
            for index in isLoud.indices {
                let row = features[index * VoiceDetector.featureCount..<(index + 1) * VoiceDetector.featureCount] + [isLoud[index] ? 1 : 0]
                for number in row { withUnsafeBytes(of: number.bitPattern.littleEndian) { numbers.append(contentsOf: $0) } }
            }
            print(path, clip.frameCount)
        }
        try numbers.write(to: URL(fileURLWithPath: target))
    }

    private static func hear(
        _ clip: SoundClip, played: SoundClip?, _ network: VoiceNetwork?, _ surroundings: Surroundings, prints: Bool
    ) {
        var (endpointer, canceller) = (Endpointer(detector: VoiceDetector(network: network)), EchoCanceller())
        var (surroundings, now) = (surroundings, MediaTime.zero)
        endpointer.listen(at: now)
        for index in 0..<clip.frameCount {
            now += .frame
            var frame = clip.frame(index)
            surroundings.isEcho = canceller.cancel(&frame)
            if let played, index < played.frameCount { canceller.play(played.frame(index)) } else { canceller.pause() }
            guard let event = endpointer.handle(frame, surroundings, at: now) else { continue }
            if prints { print(line(event, at: now.milliseconds)) }
            if case .ended = event { endpointer.listen(at: now) }
        }
    }

    private static func line(_ event: Endpointer.Event, at now: Int) -> String {
        switch event {
        case .onset(let began, let lead): "onset \(now) \(began.milliseconds) \(lead)"
        case .confirmed: "confirmed \(now)"
        case .retracted: "retracted \(now)"
        case .noAudio: "noAudio \(now)"
        case .ended(let ending):
            "ended \(now) \(ending.reason) \(ending.began.milliseconds) \(ending.fell.milliseconds) \(ending.signalToNoise?.value ?? -1)"
        }
    }

    private static func progress(_ name: String) -> WordGraph.Progress? {
        switch name {
        case "complete": .complete
        case "mayEnd": .mayEnd
        case "incomplete": .incomplete
        default: nil
        }
    }

    private static func octets(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The word after an option, taken out of the arguments.
    private static func option(_ name: String, of arguments: inout [String]) -> String? {
        guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
        defer { arguments.removeSubrange(place...place + 1) }
        return arguments[place + 1]
    }
}
