import Foundation
import Testing
@testable import hotline

@Suite struct `The folder of models` {
    @Test func `is the one that is named, where it is there`() {
        #expect(ModelFolder.found("/tmp") == "/tmp")
    }

    @Test func `is the program's own where nobody has one`() {
        let folder = ModelFolder.found("/no/such/folder")
        #expect(folder.hasSuffix("/Models"))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/en-US/models.yaml"))
    }
}
