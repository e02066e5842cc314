import Foundation

extension Hotline {
    /// Waits until there is a recording of so many seconds, which may still grow, and names it.
    func recording(atLeast seconds: Double, within limit: Duration = .seconds(60)) async throws -> String {
        let folder = folder.file("Recordings")
        return try await eventually("a recording of \(seconds) s", within: limit) {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return files.map { "\(folder)/\($0)" }.first { path in
                (try? readSound(path).count >= Int(seconds * 8000)) ?? false
            }
        }
    }
}
