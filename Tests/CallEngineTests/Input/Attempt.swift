import Audio
import CallEngine
import IVR
import Testing

/// One row of the tables in docs/gather-timers.md and docs/barge-in.md: a caller, and what the attempt makes of them.
///
/// One character is 100 ms. `prompt`: `=` while the prompt sounds. `pressed`: a key, or `-`. `said` as in ``Voice``. `heard`: `!` the
/// prompt stops, `d` it is ducked, `r` raised, `p` it is played anew for the keypad, `k` a key is kept, `x` a key is ignored, `e` speech is
/// cut off, `v` it is dropped, `o` only keys count from here on, `[...]` the outcome.
struct Attempt: Sendable, CustomTestStringConvertible {
    var says: String
    var takes = "digits 1-4 #"
    var rules = ""
    var ahead = ""
    var prompt = ""
    var pressed = ""
    var said = ""
    /// What the recogniser makes of it, one after the other.
    var understood = ""
    var heard: String
    var left = ""

    var testDescription: String { says }
}

extension Attempt {
    /// First digit 800 ms, inter-digit 500 ms, unless the rules say otherwise.
    var inputRules: InputRules {
        var rules = InputRules(keys: pattern, timers: InputTimers(firstDigit: .milliseconds(800), interDigit: .milliseconds(500)))
        if !said.isEmpty { rules.speech = SpeechRules(joinsDigits: takes.hasPrefix("digits")) }
        for rule in self.rules.split(separator: ", ") {
            let words = rule.split(separator: " ").map(String.init)
            let time = MediaTime.milliseconds(Int(words.last ?? "") ?? 0)
            switch rule == "keypad prompt" ? String(rule) : words.first {
            case "total": rules.timers.total = time
            case "terminator": rules.timers.terminator = time
            case "flush": rules.typeAhead = .flush
            case "protected": rules.bargeIn = .nothing
            case "keys": rules.bargeIn = .keys
            case "hot-word": rules.bargeIn = .hotWord
            case "overheard": rules.speech?.isOverheard = true
            case "keypad prompt": rules.speech?.hasKeypadPrompt = true
            case "commands": rules.commands = words.dropFirst().flatMap(Array.init)
            default: Issue.record("no such rule: \(rule)")
            }
        }
        return rules
    }

    private var pattern: KeyPattern {
        let words = takes.split(separator: " ").map(String.init)
        if words.first == "options" {
            let terminator: Character? = words.last == "#" ? "#" : nil
            return .options(words.dropFirst().filter { $0 != "#" }, terminator: terminator)
        }
        let bounds = words[1].split(separator: "-").compactMap { Int($0) }
        return .digits(min: bounds[0], max: bounds[1], terminator: words.count > 2 ? "#" : nil)
    }

    /// Plays the row and draws what was heard.
    func played() -> (heard: String, left: String) {
        var collector = InputCollector(rules: inputRules, hasPrompt: !prompt.isEmpty, waiting: KeyBuffer(ahead))
        var voice = Voice(said: said, understood: understood)
        var promptEnd = prompt.isEmpty ? nil : prompt.count
        var heard = ""
        for index in 0..<max(pressed.count, said.count) {
            let now = MediaTime.milliseconds(index * 100)
            var outputs: [InputCollector.Output] = []
            if index == 0 { collector.handle(.begin, at: now, into: &outputs) }
            if let digit = pressed.dropFirst(index).first.flatMap(DTMFDigit.init) {
                collector.handle(.key(digit), at: now, into: &outputs)
            }
            if let input = voice.next() { collector.handle(.voice(input), at: now, into: &outputs) }
            if index == promptEnd { collector.handle(.promptEnded, at: now, into: &outputs) }
            collector.handle(.tick, at: now, into: &outputs)
            // The wording for the keypad takes 300 ms.
            if outputs.contains(.playKeypadPrompt) { promptEnd = index + 3 }
            heard += Attempt.drawing(outputs)
            if heard.hasSuffix("]") { break }
        }
        var waiting = collector.waiting
        var left = ""
        while let key = waiting.popFirst() { left.append(key.character) }
        return (heard, left)
    }

    private static func drawing(_ outputs: [InputCollector.Output]) -> String {
        let drawn = outputs.map { output in
            switch output {
            case .stopPrompt: "!"
            case .duckPrompt: "d"
            case .raisePrompt: "r"
            case .playKeypadPrompt: "p"
            case .kept: "k"
            case .ignored: "x"
            case .endSpeech: "e"
            case .dropSpeech: "v"
            case .keysAlone: "o"
            case .ended(let outcome): "[\(words(outcome))]"
            case .key, .listening, .listenAgain, .stopListening: ""
            }
        }.joined()
        return drawn.isEmpty ? "-" : drawn
    }

    private static func words(_ outcome: InputCollector.Outcome) -> String {
        switch outcome {
        case .option(let index, _): "option \(index + 1)"
        case .digits(let digits): digits
        case .heard(let answers): answers.first.map { "said \($0.words)" } ?? "nothing said"
        case .unheard(let trouble): trouble.rawValue
        case .noInput: "no input"
        case .noMatch(let keys): "no match \(keys)"
        case .command(let key): "command \(key)"
        }
    }
}

extension KeyBuffer {
    /// Keys that wait.
    init(_ keys: String) {
        self.init()
        for key in keys.compactMap(DTMFDigit.init) { _ = append(key) }
    }
}
