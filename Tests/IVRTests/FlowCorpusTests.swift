import Diagnostics
import Foundation
import IVR
import Testing

@Suite struct `What fuzzing of flows found` {
    @Test func `is read or refused, and never leads nowhere`() throws {
        let folder = Documentation.folder.appending(path: "../Fuzz/Corpus/FuzzFlow").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 100)
        for file in files {
            let result = FlowChecker.check(octets: Array(try Data(contentsOf: file)), path: "f")
            #expect((result.flow == nil) == result.diagnostics.hasErrors)
            for diagnostic in result.diagnostics { #expect(!diagnostic.rendered(in: result.source).isEmpty) }
            let edges = result.flow.map { $0.steps.values.flatMap(\.edges) } ?? []
            for case .step(let id) in edges.map(\.target.value) { #expect(result.flow?.steps[id] != nil) }
        }
    }
}
