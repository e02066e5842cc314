import Audio
import Foundation
import Recognition

/// The echo canceller on raw 16-bit sound at 8 kHz: `echo PLAYED HEARD RESULT [LOOPS]`.
///
/// Prints the delay that was found [samples], the enhancement [dB], the share of frames taken for our own, and the CPU time a second.
@main struct EchoCommand {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 3 else { return print("usage: echo PLAYED HEARD RESULT [LOOPS]") }
        let (played, heard) = (try samples(arguments[0]), try samples(arguments[1]))
        let loops = max(1, arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1)
        let start = clock()
        var (canceller, result, ours) = (EchoCanceller(), [Int16](), 0)
        for _ in 0..<loops { (canceller, result, ours) = cancel(played, heard) }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(loops)
        try Data(result.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
            .write(to: URL(fileURLWithPath: arguments[2]))
        let frames = heard.count / AudioFrame.sampleCount
        print(
            canceller.echoDelay?.samples ?? -1, canceller.enhancement?.value ?? 0, Double(ours) / Double(max(1, frames)),
            seconds / (Double(heard.count) / 8000))
    }

    private static func cancel(_ played: [Int16], _ heard: [Int16]) -> (EchoCanceller, [Int16], Int) {
        var (canceller, result, ours) = (EchoCanceller(), [Int16](), 0)
        result.reserveCapacity(heard.count)
        for start in stride(from: 0, to: heard.count - AudioFrame.sampleCount + 1, by: AudioFrame.sampleCount) {
            var frame = AudioFrame(heard.span.extracting(start..<start + AudioFrame.sampleCount))
            if canceller.cancel(&frame) { ours += 1 }
            if start + AudioFrame.sampleCount <= played.count {
                canceller.play(AudioFrame(played.span.extracting(start..<start + AudioFrame.sampleCount)))
            } else {
                canceller.pause()
            }
            for index in 0..<AudioFrame.sampleCount { result.append(frame[index]) }
        }
        return (canceller, result, ours)
    }

    private static func samples(_ path: String) throws -> [Int16] {
        let octets = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return (0..<octets.count / 2).map { Int16(truncatingIfNeeded: Int(octets[2 * $0]) | Int(octets[2 * $0 + 1]) << 8) }
    }
}
