import Diagnostics
import Foundation
import IVR

/// The flow files of a folder, read and checked together: they may run one another.
public struct FlowFolder: Sendable {
    /// A file after its check.
    struct File: Sendable {
        /// Its path.
        var path: String
        /// What came of it.
        var result: FlowChecker.Result
    }

    /// Every file.
    var files: [File]

    /// Reads and checks a folder.
    ///
    /// - Parameter context: what the flows' names are compared with; the flows themselves are added here.
    init(_ folder: String, context: FlowCatalogContext) {
        var unreadable: [File] = []
        var texts: [(String, [UInt8])] = []
        for path in Self.paths(in: folder) {
            do throws(TextFile.Failure) {
                texts.append((path, try TextFile.octets(at: path)))
            } catch {
                unreadable.append(Self.unreadable(path, error))
            }
        }
        var context = context
        // A flow with mistakes has an interface all the same, so that those that run it are not blamed.
        let interfaces = texts.compactMap { path, octets in FlowChecker.check(octets: octets, path: path).interface }
        context.flows = Dictionary(interfaces.map { ($0.name, $0.interface) }) { first, _ in first }
        files = texts.map { path, octets in File(path: path, result: FlowChecker.check(octets: octets, path: path, context: context)) }
        files += unreadable
        findTwins()
    }

    /// A file that is there and is none.
    private static func unreadable(_ path: String, _ failure: TextFile.Failure) -> File {
        var result = FlowChecker.check(text: "", path: path)
        let range = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
        result.diagnostics = [Diagnostic(at: range, "the file \(failure)", rule: "file")]
        return File(path: path, result: result)
    }

    /// Flow files: `Flows/*.yaml`; folders beside them hold the scripts of callers.
    static func paths(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }

    /// Grammars, lists of words and lexicons beside the flows.
    static func speechPaths(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in SpeechFiles.endings.contains(where: name.hasSuffix) && !name.hasPrefix(".") }.sorted()
            .map { "\(folder)/\($0)" }
    }

    /// What they hold, by their names; one that cannot be read is not there.
    public static func speechFiles(in folder: String) -> [String: [UInt8]] {
        let files = speechPaths(in: folder).compactMap { path in
            (try? TextFile.octets(at: path)).map { ((path as NSString).lastPathComponent, $0) }
        }
        return Dictionary(files) { first, _ in first }
    }

    /// Looks once more for what only shows when prompts sound: a whisper that is too long.
    mutating func checkLengths(in context: FlowCatalogContext) {
        for index in files.indices {
            guard let flow = files[index].result.flow else { continue }
            let known = files[index].result.diagnostics
            let new = FlowChecker.check(flow, context: context).filter { $0.rule == "long-whisper" && !known.contains($0) }
            files[index].result.diagnostics = (known + new).inReadingOrder()
        }
    }

    /// Two files may not hold a flow of the same name.
    private mutating func findTwins() {
        var seen: [FlowName: String] = [:]
        for index in files.indices {
            guard let flow = files[index].result.flow else { continue }
            guard let earlier = seen[flow.name] else {
                seen[flow.name] = files[index].path
                continue
            }
            let start = SourceLocation(path: files[index].path, line: 1, column: 1)
            let message = "the flow `\(flow.name)` is in \(earlier) too"
            files[index].result.diagnostics.append(Diagnostic(at: SourceRange(start: start, length: 1), message, rule: "flow-twice"))
            files[index].result.flow = nil
        }
    }
}
