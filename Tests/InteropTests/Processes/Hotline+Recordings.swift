import Foundation

extension Hotline {
    /// Waits until there is a recording of so many seconds, which may still grow, and says what it will be called when it is done.
    func recording(atLeast seconds: Double, within limit: Duration = .seconds(60)) async throws -> String {
        let folder = folder.file("Recordings")
        return try await eventually("a recording of \(seconds) s", within: limit) {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let file = files.map { "\(folder)/\($0)" }.first { path in
                (try? readSound(path).count >= Int(seconds * 8000)) ?? false
            }
            return file?.replacingOccurrences(of: ".part.wav", with: ".wav")
        }
    }
}
