import Foundation

/// Files of the repository, found from where this file is, and the program that was built from it.
enum Repository {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent()
    static let fixtures = tests.appendingPathComponent("InteropTests/Fixtures")
    static let models = root.appendingPathComponent("Models").path

    /// `hotline`, which lies beside the test bundle.
    static let hotline: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("hotline").path
        return ProcessInfo.processInfo.environment["HOTLINE_PROGRAM"] ?? beside
    }()
}
