import Diagnostics
import Foundation
import Server

/// Recognises the files of a list and prints the list with what was heard.
struct BatchRecognition {
    let path: String
    let ear: SoundFileListener

    /// Prints one line for each of the list; what cannot be read is told to `complain`, and its line has no words. False when there was
    /// any.
    func run(complain: (String) -> Void) throws -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        var isWhole = true
        let lines = try text().split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let (file, transcript, speaker) = (fields[0], fields.dropFirst().first ?? "", fields.dropFirst(2).first ?? "")
            var row = [file, transcript, speaker]
            do {
                guard !file.isEmpty else { throw SoundInputError.missing }
                row += Self.columns(try ear.listen(to: URL(fileURLWithPath: file, relativeTo: folder).path))
            } catch {
                isWhole = false
                let reason = "\(VisibleText.of(file)): \(SoundFileListener.reason(error))"
                let place = "\(VisibleText.of(path)):\(index + 1)"
                complain("\(place): \(file.isEmpty ? "the path of a sound file is missing" : reason)")
                row += ["", "0", "0", "0", "0", "0", "0", "0", ""]
            }
            print(row.joined(separator: "\t"))
        }
        return isWhole
    }

    private func text() throws -> String {
        let octets: [UInt8]
        do throws(TextFile.Failure) {
            octets = try TextFile.octets(at: path, limit: Self.longestList)
        } catch {
            throw CommandFailure("\(VisibleText.of(path)) \(error)")
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw CommandFailure("\(VisibleText.of(path)) is no list: it is not UTF-8")
        }
        return text.withoutByteOrderMark
    }

    /// Some 500,000 lines [octets].
    private static let longestList = 64 << 20

    private static func columns(_ result: SoundFileListener.Result) -> [String] {
        let best = result.hearing.alternatives.first
        func text(_ number: Double, _ places: Int) -> String { SoundFileListener.Result.text(number, places: places) }
        return [
            result.hearing.text, text(best?.margin ?? 0, 3), text(best?.confidence ?? 0, 4), text(result.cost * 1000, 1),
            text(result.seconds * 1000, 1), text(result.costAfterEnd * 1000, 2), text(result.hearing.signalToNoise ?? 0, 1),
            String(result.hearing.frames), best?.value?.description ?? "",
        ]
    }
}
