import Foundation

/// A folder with files, removed at the end.
final class ModelFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("hotline-models-\(UUID().uuidString)").path

    func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    func write(_ octets: Data, to name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try octets.write(to: file)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
