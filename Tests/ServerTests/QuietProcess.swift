import Foundation

extension Process {
    /// Starts sipp, whose words nobody reads, with the files it leaves in a folder.
    static func sipp(_ arguments: [String], in folder: TemporaryFolder) throws -> Process {
        let sipp = Process()
        sipp.executableURL = URL(fileURLWithPath: "/usr/bin/sipp")
        sipp.arguments = arguments
        sipp.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        sipp.standardOutput = FileHandle.nullDevice
        sipp.standardError = FileHandle.nullDevice
        try sipp.run()
        return sipp
    }
}
