import Calendars
import Diagnostics
import Foundation
import Testing

@Suite struct `What fuzzing of calendars found` {
    @Test func `is a calendar or has errors`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let files = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "Fuzz/Corpus/FuzzCalendar"), includingPropertiesForKeys: nil)
        #expect(files.count >= 20)
        for file in files {
            let (calendar, findings) = OpeningCalendar.parse(String(decoding: try Data(contentsOf: file), as: UTF8.self), path: "c")
            #expect((calendar == nil) == findings.hasErrors)
            guard let calendar, let change = calendar.nextChange(after: 1_774_742_400) else { continue }
            #expect(calendar.state(at: change) != calendar.state(at: change - 1))
        }
    }
}
