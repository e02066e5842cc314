import Audio
import AudioFiles
import Calendars
import CallSimulator
import Foundation
import IVR
import Testing

/// The flows of the repository, called by all of their scripts; beside each script lies the transcript of its call.
@Suite struct `Calls of the flows` {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The flows that have scripts.
    static let flows = files("Flows", ".calls").map { $0.deletingPathExtension().lastPathComponent }

    @Test(arguments: flows) func `go as their scripts expect, and walk every edge`(_ name: String) throws {
        let hotline = try Self.hotline(name)
        var coverage = Coverage(of: hotline.flow, running: hotline.flows)
        for file in Self.files("Flows/\(name).calls", ".yaml") where file.lastPathComponent != "default.yaml" {
            let call = try Self.call(hotline, file)
            try Golden(at: file.deletingPathExtension().appendingPathExtension("out")).expect(call.transcript)
            coverage.add(call)
        }
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
        #expect(diagnostics == [])
        let script = try #require(parsed)
        let sounds = try script.sounds.map { sound in
            let octets = [UInt8](try Data(contentsOf: file.deletingLastPathComponent().appendingPathComponent(sound.path)))
            let clip = try SoundFile.decode(octets, as: SoundFormatHint(fileName: sound.path))
            return CallerSound(start: sound.start, samples: try clip.resampled(to: SampleRate.narrowband.hertz).samples)
        }
        var hotline = hotline
        // Half the time of a frame; nobody whose telephone sends events plays tones.
        hotline.options.detectsTones = script.method == .inband
        let call = hotline.call(script, sounds: sounds)
        #expect(call.complaints == [], "\(file.lastPathComponent)")
        #expect(ExpectationReport(call, expecting: script.expectations).difference == nil, "\(file.lastPathComponent)")
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
