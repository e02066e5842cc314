import CallEngine
import GRDB

/// The rows of one call: the record itself, and its parts in tables of their own.
struct CallRows {
    private let record: CallRecord
    private let json: String

    init(_ record: CallRecord, json: String) {
        self.record = record
        self.json = json
    }

    /// The changes that put them there, in place of what there was of the call.
    var writes: [RowWrite] {
        [call, RowWrite("DELETE FROM open_call WHERE id = ?", [record.id])] + legs + texts("step", record.path)
            + texts("prompt", record.prompts) + heard + recordings + quality
    }

    private var call: RowWrite {
        .insert(
            "call",
            [
                ("id", record.id), ("started", record.started.milliseconds), ("answered_after", record.answeredAfter),
                ("duration", record.duration), ("caller", record.from), ("caller_name", record.name), ("called", record.to),
                ("diversion", record.diversion), ("flow", record.flow), ("language", record.language), ("queue", record.lastQueue),
                ("ended_by", record.ending.party.rawValue), ("reason", record.ending.reason.rawValue), ("detail", record.ending.detail),
                ("record", json),
            ])
    }

    private var legs: [RowWrite] {
        record.partners.enumerated().map { place, partner in
            .insert(
                "leg",
                [
                    ("call", record.id), ("place", place), ("target", partner.target), ("outcome", partner.outcome),
                    ("talked", partner.talked), ("waited", partner.waited), ("callback", partner.callback),
                ])
        }
    }

    private func texts(_ table: String, _ texts: [String]) -> [RowWrite] {
        texts.enumerated().map { .insert(table, [("call", record.id), ("place", $0.offset), ("name", $0.element)]) }
    }

    private var heard: [RowWrite] {
        record.spoken.enumerated().map { place, heard in
            let likeliest = heard.alternatives.first
            return .insert(
                "heard",
                [
                    ("call", record.id), ("place", place), ("step", heard.step), ("at", heard.at), ("length", heard.length),
                    ("words", likeliest?.words), ("meaning", likeliest?.meaning), ("confidence", likeliest?.confidence),
                    ("margin", heard.margin), ("trouble", heard.trouble), ("noise", heard.signalToNoise), ("audio", heard.audio),
                ])
        }
    }

    private var recordings: [RowWrite] {
        record.recordings.enumerated().map { place, recording in
            .insert(
                "recording",
                [
                    ("call", record.id), ("place", place), ("name", recording.name), ("file", recording.file),
                    ("duration", recording.duration),
                ])
        }
    }

    private var quality: [RowWrite] {
        record.media.enumerated().map { place, leg in
            .insert(
                "quality",
                [
                    ("call", record.id), ("place", place), ("codec", leg.codec), ("received", leg.received), ("lost", leg.lost),
                    ("late", leg.late), ("duplicates", leg.duplicates), ("concealed", leg.concealed), ("jitter", leg.jitter),
                    ("sent", leg.sent), ("remote_lost", leg.remoteLost), ("round_trip", leg.roundTrip),
                ])
        }
    }
}

extension CallRecord {
    /// What stands before the name of a queue among the targets.
    private static let queueMark = "queue "

    /// The queue that the caller was in last.
    var lastQueue: String? {
        partners.last { $0.target.hasPrefix(Self.queueMark) }.map { String($0.target.dropFirst(Self.queueMark.count)) }
    }
}
