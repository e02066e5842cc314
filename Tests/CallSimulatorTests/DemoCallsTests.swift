import Audio
import Calendars
import CallSimulator
import Foundation
import IVR
import Testing

/// The demonstration's folders, read as the command reads them.
private struct DemoFolder {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    func hotline(_ name: String) throws -> SimulatedHotline {
        let flow = try #require(FlowParser.parse(text: try text("Flows/\(name).yaml"), path: name).flow)
        let catalogues = try SpokenLanguage.allCases.map {
            try #require(PromptCatalogue.parse(try text("Prompts/\($0.rawValue)/prompts.yaml"), path: $0.rawValue).0)
        }
        let office = try #require(OpeningCalendar.parse(try text("Calendars/office.yaml"), path: "office").0)
        return SimulatedHotline(flow: flow, catalogues: catalogues, calendars: ["office": office])
    }

    func scripts(_ name: String) throws -> [String] {
        let folder = "Flows/\(name).calls"
        return try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path(percentEncoded: false))
            .filter { $0.hasSuffix(".yaml") && $0 != "default.yaml" }.sorted().map { "\(folder)/\($0)" }
    }

    func script(_ path: String) throws -> CallScript {
        let (script, findings, source) = CallScript.parse(try text(path), path: path)
        return try #require(script, "\(findings.map { $0.rendered(in: source) })")
    }

    /// The caller's voice: WAV files of mu-law, whose samples follow the word `data` and a length of four octets.
    func sounds(of script: CallScript, at path: String) throws -> [CallerSound] {
        try script.sounds.map { sound in
            let url = root.appending(path: path).deletingLastPathComponent().appending(path: sound.path)
            let file = try Data(contentsOf: url)
            let mark = try #require(file.range(of: Data("data".utf8)))
            return CallerSound(start: sound.start, samples: file[(mark.upperBound + 4)...].map { G711.decode($0, .mu) })
        }
    }
}

@Suite struct `Callers of the demonstration` {
    @Test(arguments: ["ride-booking", "transport-hotline"])
    func `hear what their scripts expect, and leave no way of the flow unwalked`(_ name: String) throws {
        let folder = DemoFolder()
        let hotline = try folder.hotline(name)
        var coverage = Coverage(of: hotline.flow)
        for path in try folder.scripts(name) {
            let script = try folder.script(path)
            let call = hotline.call(script, sounds: try folder.sounds(of: script, at: path))
            #expect(call.complaints == [], "\(path)")
            let difference = ExpectationReport(call, expecting: script.expectations).difference
            #expect(difference == nil, "\(path)\n\(difference ?? "")")
            coverage.add(call)
        }
        #expect(coverage.missing == [])
    }

    @Test func `hear the same in every call`() throws {
        let hotline = try DemoFolder().hotline("ride-booking")
        let script = try DemoFolder().script("Flows/ride-booking.calls/book-now.yaml")
        #expect(hotline.call(script).transcript == hotline.call(script).transcript)
    }
}
