import CallEngine
import Foundation
import Queueing
import Server

/// One call on a page for people.
struct CallPage {
    let lines: [String]

    init(_ detail: RecordArchive.Detail) {
        let record = detail.record
        let name = record.name.isEmpty ? "" : " (\(record.name))"
        var lines = [
            "call       \(record.id)",
            "from       \(record.from.isEmpty ? "withheld" : record.from)\(name)",
            "to         \(record.to)\(record.diversion.isEmpty ? "" : ", diverted from \(record.diversion)")",
            "flow       \(record.flow)\(record.language.isEmpty ? "" : " in \(record.language)")",
            "started    \(CivilMoment.text(record.started))",
            "answered   \(record.answeredAfter.map { "after \($0) ms" } ?? "never")",
            "length     \(CivilMoment.length(record.duration))",
            "ending     \(record.ending)",
        ]
        lines += Self.list("steps", record.path) + Self.list("prompts", record.prompts)
        lines += record.collected.sorted { $0.key < $1.key }.map { "collected  \($0.key) = \($0.value)" }
        lines += record.spoken.map(Self.spoken)
        lines += record.partners.map { "leg        \($0.target): \($0.outcome), talked \(CivilMoment.length($0.talked))" }
        lines += record.recordings.map { Self.recording($0, detail) }
        lines += record.media.map(Self.quality)
        lines += Self.events(detail.events)
        self.lines = lines
    }

    private static func list(_ title: String, _ words: [String]) -> [String] {
        guard !words.isEmpty else { return [] }
        return [title + String(repeating: " ", count: 11 - title.count) + words.joined(separator: " ")]
    }

    private static func spoken(_ heard: HeardSpeech) -> String {
        let words = heard.alternatives.first.map { "\"\($0.words)\", meaning \($0.meaning), confidence \($0.confidence)" }
        return "heard      \(heard.step): \([words, heard.trouble].compactMap { $0 }.joined(separator: "; "))"
    }

    private static func recording(_ recording: CallRecord.Recording, _ detail: RecordArchive.Detail) -> String {
        let state = recording.file.isEmpty ? "not kept" : detail.removed.contains(recording.file) ? "removed" : recording.file
        let text = (detail.transcripts[recording.file] ?? nil).map { ": \"\($0)\"" } ?? ""
        return "recording  \(recording.name), \(CivilMoment.length(recording.duration)), \(state)\(text)"
    }

    private static func quality(_ leg: LegQuality) -> String {
        let trip = leg.roundTrip.map { ", round trip \($0) ms" } ?? ""
        let remote = leg.remoteLost.map { ", \($0) of ours lost" } ?? ""
        return "media      \(leg.codec) received \(leg.received), lost \(leg.lost), late \(leg.late), concealed \(leg.concealed), "
            + "jitter \(leg.jitter) ms; sent \(leg.sent)\(remote)\(trip)"
    }

    /// Each event as it is stored: nothing is left out.
    private static func events(_ events: [QueueEvent]) -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return events.map { event in
            let time = CivilMoment.text(WallTime(milliseconds: Int64(event.at.rawValue)))
            let what = (try? encoder.encode(event.kind)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return "queue      \(time)  \(what)"
        }
    }
}
