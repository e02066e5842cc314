import ArgumentParser
import Foundation

/// Recognises the files of a list and prints the list with what was heard.
struct BatchRecognition {
    let path: String
    let ear: SoundFileListener

    /// Prints one line for each of the list; what cannot be read is told to `complain`, and its line has no words. False when there was any.
    func run(complain: (String) -> Void) throws -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        guard let data = FileManager.default.contents(atPath: path) else { throw ValidationError("\(path) cannot be read") }
        guard let text = String(validating: data, as: UTF8.self) else { throw ValidationError("\(path) is no list: it is not UTF-8") }
        var isWhole = true
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let (file, transcript, speaker) = (fields[0], fields.dropFirst().first ?? "", fields.dropFirst(2).first ?? "")
            var row = [file, transcript, speaker]
            do {
                row += Self.columns(try ear.listen(to: URL(fileURLWithPath: file, relativeTo: folder).path))
            } catch {
                isWhole = false
                complain("\(file): \(SoundFileListener.reason(error))")
                row += ["", "0", "0", "0", "0", "0", "0", "0", ""]
            }
            print(row.joined(separator: "\t"))
        }
        return isWhole
    }

    private static func columns(_ result: SoundFileListener.Result) -> [String] {
        let best = result.hearing.alternatives.first
        func text(_ number: Double, _ places: Int) -> String { SoundFileListener.Result.text(number, places: places) }
        return [
            result.hearing.text, text(best?.margin ?? 0, 3), text(best?.confidence ?? 0, 4), text(result.cost * 1000, 1),
            text(result.seconds * 1000, 1), text(result.costAfterEnd * 1000, 2), "0", String(result.hearing.frames),
            best?.value?.description ?? "",
        ]
    }
}
