import Diagnostics
@testable import IVR
import Testing

/// A flow, and a walk through it: lines with `>` are outcomes, the others the effects expected of them.
struct FlowWalk: Sendable, CustomTestStringConvertible {
    var title: String
    var flow: String
    var others: [String] = []
    var facts = CallFacts(callID: "c1", callerNumber: "+8613800138000", calledNumber: "95128")
    var prompts: [LanguageTag: Set<PromptName>] = [:]
    var walk: String
    var testDescription: String { title }

    /// The lines of the walk as the machine really goes it.
    func walked() throws -> [String] {
        var machine = try machine()
        var lines: [String] = []
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        lines += effects.map(\.line)
        for line in walk.split(separator: "\n").map(String.init) where line.hasPrefix(">") {
            lines.append(line)
            let outcome = try #require(FlowOutcome(line: line), "no such outcome: \(line)")
            effects.removeAll()
            machine.handle(outcome, for: machine.awaited ?? ActivityID(0), into: &effects)
            lines += effects.map(\.line)
        }
        return lines
    }

    func machine() throws -> FlowMachine {
        let flows = try others.map(Self.readUnchecked)
        return FlowMachine(
            flow: try others.isEmpty ? Self.read(flow) : Self.readUnchecked(flow),
            flows: Dictionary(uniqueKeysWithValues: flows.map { ($0.name, $0) }), facts: facts, prompts: prompts)
    }

    static func read(_ text: String) throws -> Flow {
        let (flow, findings) = FlowParser.parse(text: text.hasPrefix("flow:") ? text : "flow: f\nlanguage: en-US\n" + text, path: "f.yaml")
        return try #require(flow, "\(findings.map(\.description))")
    }
}

/// Checks a walk line by line.
func expectWalk(_ row: FlowWalk) throws {
    let expected = row.walk.split(separator: "\n").map(String.init)
    let walked = try row.walked()
    #expect(walked == expected, "\(walked.joined(separator: "\n"))")
}

extension FlowEffect {
    /// One line a person can read.
    var line: String {
        switch self {
        case .entered(let step): "@ \(step)"
        case .followed(let step, let label, let target): "\(step) --\(label)--> \(target)"
        case .assigned(let name, let shown): "\(name) = \(shown)"
        case .languageChanged(let tag): "language \(tag)"
        case .recording(let order): "recording \(order.rawValue)"
        case .fault(let fault): "fault \(fault)"
        case .answer: "answer"
        case .play(let request, _):
            "play \(request.prompt)" + (request.bargeIn ? "" : " to-its-end") + (request.typeAhead == .flush ? " flush" : "")
        case .gather(let request, _): request.line
        case .record(let request, _):
            "record \(request.prompt) into \(request.name), \(request.minimum) to \(request.maximum), silence \(request.silence)"
                + (request.terminator.map { ", ends with \($0)" } ?? "") + (request.beep ? "" : ", no beep")
        case .fetch(let request, _):
            "fetch \(request.method) \(request.url)" + (request.body.map { " \($0)" } ?? "") + " within \(request.timeout)"
                + (request.filler.isEmpty ? "" : " playing \(request.filler)") + (request.isSensitive ? " secret" : "")
        case .hours(let calendar, _): "hours \(calendar)"
        case .enqueue(let request, _): request.line
        case .transfer(let request, _):
            "transfer \(request.mode) \(request.target) ring \(request.ring)" + (request.music.map { " music \($0)" } ?? "")
                + " with \(request.context.line)"
        case .notify(let request, _): "notify \(request.target) \(request.body)"
        case .refuse(let status): "refuse \(status)"
        case .hangUp(let reason): "hang up: \(reason)"
        }
    }
}

extension GatherRequest {
    fileprivate var line: String {
        let pattern =
            switch keys {
            case .options(let options, let terminator): options.joined(separator: "|") + (terminator.map { " \($0)" } ?? "")
            case .digits(let min, let max, let terminator): "\(min)...\(max)" + (terminator.map { " \($0)" } ?? "")
            }
        return "ask \(prompt)" + (keypadPrompt.map { " or-by-keys \($0)" } ?? "") + " [\(pattern)]"
            + (commands.isEmpty ? "" : " commands \(String(commands.sorted()))")
            + (bargeIn == .anything ? "" : bargeIn == .nothing ? " to-its-end" : " until-\(bargeIn.rawValue)")
            + (typeAhead == .flush ? " flush" : "") + (isSensitive ? " secret" : "") + speechLine
    }
}

extension GatherRequest {
    private var speechLine: String {
        guard let speech else { return "" }
        let commands = speech.commands.isEmpty ? "" : " and \(speech.commands.keys.sorted().map(\.rawValue).joined(separator: ","))"
        return " or speech" + commands
    }
}

extension EnqueueRequest {
    fileprivate var line: String {
        "enqueue \(queue) priority \(priority)" + (skills.isEmpty ? "" : " skills \(skills.joined(separator: ","))")
            + (music.map { " music \($0)" } ?? "")
            + (announcing.map { " announce every \($0.every)" + ($0.asksQueue ? " asking" : "") } ?? "")
            + (moves.isEmpty ? "" : " moves \(moves.map { "\($0.key) to \($0.value)" }.sorted().joined(separator: ","))")
            + (callback.map { " callback \($0.key) at \($0.number) after \($0.after)" } ?? "") + (whispers ? " whispers" : "")
            + (keys.isEmpty ? "" : " keys \(String(keys))") + (timeout.map { " within \($0)" } ?? "") + " with \(context.line)"
    }
}

extension CallContext {
    fileprivate var line: String {
        "\(language) {" + collected.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + "} by "
            + path.map(\.description).joined(separator: ">")
    }
}

extension FlowOutcome {
    /// Reads the line of a walk.
    init?(line: String) {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count > 1 else { return nil }
        let rest = words.count > 2 ? words[2] : ""
        switch words[1] {
        case "ended": self = .promptEnded
        case "option": self = .option(Int(rest) ?? 0, keys: "")
        case "digits": self = .digits(rest)
        case "said": self = .said(rest)
        case "heard":
            self = .heard(words.dropFirst(2).joined(separator: " ").split(separator: ";").compactMap { SpokenAnswer(line: String($0)) })
        case "unheard":
            guard let trouble = SpeechTrouble(rawValue: rest) else { return nil }
            self = .unheard(trouble)
        case "no-input": self = .noInput
        case "no-match": self = .noMatch(rest)
        case "command": self = .command(rest.first ?? "*")
        case "recorded": self = .recorded(name: rest, duration: .seconds(3))
        case "too-short": self = .recordTooShort
        case "record-failed": self = .recordFailed
        case "fetched":
            let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
            self = .fetched(status: Int(parts.first ?? "") ?? 0, body: parts.count > 1 ? FlowValue(json: parts[1]) ?? .null : .null)
        case "fetch-failed": self = .fetchFailed(reason: "refused")
        case "fetch-timeout": self = .fetchTimedOut
        case "open": self = .open
        case "closed": self = .closed
        case "holiday": self = .holiday
        case "queue-answered": self = .queueAnswered
        case "queue-timeout": self = .queueTimedOut
        case "queue-called-back": self = .queueCalledBack
        case "queue-full": self = .queueFull
        case "queue-closed": self = .queueClosed
        case "queue-failed": self = .queueFailed
        case "answered": self = .transferAnswered
        case "busy": self = .transferBusy
        case "no-answer": self = .transferNoAnswer
        case "transfer-failed": self = .transferFailed
        case "notified": self = .notified
        case "notify-failed": self = .notifyFailed(reason: "refused")
        default: return nil
        }
    }
}

extension SpokenAnswer {
    /// Reads `90 option 0 book a ride`: how sure [%], what it means, and the words.
    fileprivate init?(line: String) {
        let fields = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard fields.count == 4, let percent = Int(fields[0]) else { return nil }
        let meaning: Meaning? =
            switch fields[1] {
            case "option": Int(fields[2]).map { .option($0) }
            case "value": .value(fields[2])
            case "command": .command(CommandName(fields[2]))
            default: nil
            }
        guard let meaning else { return nil }
        self.init(meaning, words: fields[3], confidence: Double(percent) / 100)
    }
}

extension FlowWalk {
    /// A flow whose findings are left aside, to see that the machine holds by itself what the rules promise.
    static func readUnchecked(_ text: String) throws -> Flow {
        let tree = try SourceTree.parse(text.hasPrefix("flow:") ? text : "flow: f\nlanguage: en-US\n" + text, path: "f.yaml").get()
        var reader = FlowReader(tree)
        reader.read()
        return try #require(reader.draft.flow, "\(reader.findings.diagnostics)")
    }
}
