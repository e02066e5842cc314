import Audio
import AudioFiles
import Calendars
import CallSimulator
import Foundation
import IVR
import Testing

/// The flows of the repository, called by all of their scripts; beside each script lies the transcript of its call.
@Suite struct `Calls of the flows` {
    /// A script of a flow.
    struct Script: Sendable, CustomTestStringConvertible {
        var flow: String
        var file: URL
        var testDescription: String { "\(flow)/\(file.lastPathComponent)" }
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let scripts: [Script] = files("Flows", ".calls").flatMap { folder in
        let flow = folder.deletingPathExtension().lastPathComponent
        return files("Flows/\(folder.lastPathComponent)", ".yaml").filter { $0.lastPathComponent != "default.yaml" }.map {
            Script(flow: flow, file: $0)
        }
    }

    @Test(arguments: scripts) func `go as their scripts expect`(_ row: Script) throws {
        let hotline = try Self.hotline(row.flow)
        let call = try Self.call(hotline, row.file)
        try Golden(at: row.file.deletingPathExtension().appendingPathExtension("out")).expect(call.transcript)
    }

    @Test(arguments: Set(scripts.map(\.flow)).sorted()) func `walk every edge`(_ flow: String) throws {
        var hotline = try Self.hotline(flow)
        hotline.options.detectsTones = false  // half the time
        var coverage = Coverage(of: hotline.flow)
        for script in Self.scripts where script.flow == flow { coverage.add(try Self.call(hotline, script.file)) }
        #expect(coverage.missing == [])
    }

    // MARK: Files

    private static func files(_ folder: String, _ suffix: String) -> [URL] {
        let url = root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { url.appendingPathComponent($0) }
    }

    /// Makes the call of a script, and expects what the script does.
    private static func call(_ hotline: SimulatedHotline, _ file: URL) throws -> SimulatedCall {
        let (parsed, diagnostics, _) = CallScript.parse(try String(contentsOf: file, encoding: .utf8), path: file.lastPathComponent)
        #expect(diagnostics.isEmpty)
        let script = try #require(parsed)
        let sounds = try script.sounds.map { sound in
            let octets = [UInt8](try Data(contentsOf: file.deletingLastPathComponent().appendingPathComponent(sound.path)))
            let clip = try SoundFile.decode(octets, as: SoundFormatHint(fileName: sound.path))
            return CallerSound(start: sound.start, samples: try clip.resampled(to: SampleRate.narrowband.hertz).samples)
        }
        let call = hotline.call(script, sounds: sounds)
        #expect(call.complaints == [])
        #expect(ExpectationReport(call, expecting: script.expectations).difference == nil)
        return call
    }

    private static func hotline(_ name: String) throws -> SimulatedHotline {
        var flows: [FlowName: Flow] = [:]
        for file in files("Flows", ".yaml") {
            let flow = try #require(
                FlowParser.parse(text: try String(contentsOf: file, encoding: .utf8), path: file.lastPathComponent).flow)
            flows[flow.name] = flow
        }
        let catalogues = try files("Prompts", "").compactMap { folder in
            let path = folder.appendingPathComponent("prompts.yaml")
            return PromptCatalogue.parse(try String(contentsOf: path, encoding: .utf8), path: path.path).0
        }
        var calendars: [CalendarName: OpeningCalendar] = [:]
        for file in files("Calendars", ".yaml") {
            let calendar = try #require(OpeningCalendar.parse(try String(contentsOf: file, encoding: .utf8), path: file.path).0)
            calendars[CalendarName(calendar.name)] = calendar
        }
        let flow = try #require(flows[FlowName(name)])
        return SimulatedHotline(flow: flow, flows: flows, catalogues: catalogues, calendars: calendars)
    }
}
