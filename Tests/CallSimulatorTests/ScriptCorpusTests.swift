import CallSimulator
import Diagnostics
import Foundation
import Testing

@Suite struct `What fuzzing of call scripts found` {
    @Test func `is read or refused with a reason that can be shown`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Fuzz/Corpus/FuzzScript").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 60)
        for file in files {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let (script, findings, source) = CallScript.parse(text, path: "s")
            #expect((script == nil) == findings.hasErrors)
            for shown in findings.rendered(in: source) { #expect(!shown.isEmpty) }
        }
    }
}
