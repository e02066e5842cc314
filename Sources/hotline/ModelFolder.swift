import Foundation

/// Where models are described when nobody names a folder.
enum ModelFolder {
    /// `Models` here; where there is none, the one that the program was built or installed beside.
    static var standard: String { found("Models") }

    /// A folder that is there stays as it is; in the place of one that is not there comes the program's own, if it has one.
    static func found(_ folder: String) -> String {
        if FileManager.default.fileExists(atPath: folder) { return folder }
        var place = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        while place.path != "/" {
            place.deleteLastPathComponent()
            for name in ["Models", "share/hotline/Models"] {
                let own = place.appendingPathComponent(name).path
                if FileManager.default.fileExists(atPath: "\(own)/en-US/models.yaml") { return own }
            }
        }
        return folder
    }
}
