import Foundation

extension Hotline {
    /// Waits until there is a recording, which may still grow, that has a whole second of what is said, and says what it will be called
    /// when it is done.
    ///
    /// Seconds that a busy machine spoils are no matter, as long as there is one that is not; then the words end.
    func recording(of said: [Int16], within limit: Duration = .seconds(60)) async throws -> String {
        let folder = folder.file("Recordings")
        var looked = 0
        return try await eventually("a recording of a second that is heard well", within: limit) {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard let path = files.first.map({ "\(folder)/\($0)" }), let sound = try? readSound(path), sound.count >= looked + 8000
            else { return nil }
            // To look costs more than to wait.
            looked = sound.count
            guard likenessOfBestSecond(of: sound, in: said) >= 0.9 else { return nil }
            return path.replacingOccurrences(of: ".part.wav", with: ".wav")
        }
    }
}
