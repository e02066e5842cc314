import Foundation

/// What people read beside the output: complaints and progress.
enum StandardError {
    /// Shows a line.
    static func show(_ line: String) {
        write(line + "\n")
    }

    /// Shows a part of a line.
    static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
