import ArgumentParser
import Diagnostics
import Foundation
import Server

/// How a command finds the running server, and how it shows what that says.
struct ControlOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The configuration whose `control` names the socket.", completion: .file(extensions: ["yaml"]))
    var config = "hotline.yaml"

    @Option(help: "The socket itself, whatever the configuration says.", completion: .file())
    var socket: String?

    @Flag(help: "Show the answer as JSON.")
    var json = false

    /// Asks the server; a refusal of its is this command's failure.
    func ask(_ request: ControlRequest) throws -> ControlAnswer {
        let path = try self.path
        let answer: ControlAnswer
        do throws(ControlClient.Failure) {
            answer = try ControlClient.ask(request, at: path)
        } catch {
            throw CommandFailure(VisibleText.of(error.description))
        }
        if let error = answer.error { throw CommandFailure(VisibleText.of(error)) }
        return answer
    }

    /// Shows an answer: as JSON if that is wanted, or else as lines.
    func show(_ answer: ControlAnswer, _ lines: (ControlAnswer) -> [String]) {
        guard !json else { return print(String(decoding: answer.line.dropLast(), as: UTF8.self)) }
        for line in lines(answer) { print(VisibleText.of(line)) }
    }

    private var path: String {
        get throws {
            if let socket { return socket }
            guard let path = try ConfigurationFile.load(config).control else {
                throw CommandFailure(
                    "\(config) has no `control`: add `control: /run/hotline/control` to it and start the server anew, or name the socket "
                        + "with --socket")
            }
            return path
        }
    }
}

/// Columns of text, each as wide as its widest cell.
struct TextColumns {
    private var rows: [[String]]

    /// Columns with these heads.
    init(_ heads: String...) { rows = [heads] }

    /// Adds a row.
    mutating func add(_ cells: String...) { rows.append(cells) }

    /// The lines, without spaces at their ends.
    var lines: [String] {
        let widths = (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// `95s`, `4m05s`, `2h10m`.
func spoken(seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return switch seconds {
    case ..<100: "\(seconds)s"
    case ..<6000: "\(seconds / 60)m\(two(seconds % 60))s"
    default: "\(seconds / 3600)h\(two(seconds / 60 % 60))m"
    }
}
