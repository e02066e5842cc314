import Foundation

/// The text that lies beside a sound file.
public enum TranscriptFile {
    /// Where it lies: `call.wav` has `call.txt`.
    public static func path(beside sound: String) -> String {
        (sound as NSString).deletingPathExtension + ".txt"
    }

    /// Writes it, whole from the first moment, for the eyes of those who may read recordings; false when it cannot be written.
    public static func keep(_ text: String, beside sound: String) -> Bool {
        let place = path(beside: sound)
        let part = place + ".part"
        let access = [FileAttributeKey.posixPermissions: 0o640]
        return FileManager.default.createFile(atPath: part, contents: Data((text + "\n").utf8), attributes: access)
            && rename(part, place) == 0
    }
}
