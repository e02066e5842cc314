import TestPrograms

extension Program {
    /// Starts sipp, whose words nobody reads, with the files it leaves in a folder.
    static func sipp(_ arguments: [String], in folder: TemporaryFolder) throws -> Program {
        try Program("sipp", arguments, in: folder.path)
    }
}
