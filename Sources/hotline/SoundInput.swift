import Audio
import AudioFiles
import Foundation

/// Reads a whole sound from a file or from standard input, at 8 kHz.
struct SoundInput {
    /// What raw sound is, where the files have no header.
    let raw: SoundFormatHint?
    /// Its samples a second.
    let rate: Int?

    /// More octets than this are not read: an hour of the widest sound there is, and what never ends [octets].
    private static let most = 1 << 30
    private static let piece = 1 << 20

    /// The sound at a path; `-` is standard input.
    func read(_ path: String) throws(SoundInputError) -> SoundClip {
        let octets = path == "-" ? try Self.drain(.standardInput) : try Self.contents(path)
        do throws(SoundFileError) {
            var clip = try SoundFile.decode(octets, as: raw ?? SoundFormatHint(fileName: path))
            if let rate { clip.rate = rate }
            return try clip.resampled(to: SampleRate.narrowband.hertz)
        } catch {
            throw .sound(error)
        }
    }

    private static func contents(_ path: String) throws(SoundInputError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing }
        guard !isFolder.boolValue else { throw .folder }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable("it may not be read") }
        defer { try? handle.close() }
        return try drain(handle)
    }

    /// Reads in pieces, so that a device that never ends does.
    private static func drain(_ handle: FileHandle) throws(SoundInputError) -> [UInt8] {
        var octets: [UInt8] = []
        do {
            while let piece = try handle.read(upToCount: piece), !piece.isEmpty {
                octets += piece
                if octets.count > most { break }
            }
        } catch {
            throw .unreadable(error.localizedDescription)
        }
        guard octets.count <= most else { throw .endless(limit: most) }
        return octets
    }
}

/// Why a sound could not be read, in words for who gave its name.
enum SoundInputError: Error, CustomStringConvertible {
    case missing
    case folder
    case unreadable(String)
    case endless(limit: Int)
    case sound(SoundFileError)

    /// One sentence without a full stop, to stand behind the file's name.
    var description: String {
        switch self {
        case .missing: "there is no such file"
        case .folder: "this is a folder; name the sound files in it"
        case .unreadable(let why): "it cannot be read: \(why)"
        case .endless(let limit): "it is longer than \(limit >> 20) MiB"
        case .sound(let error): error.description
        }
    }
}
