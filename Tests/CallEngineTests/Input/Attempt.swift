import Audio
import CallEngine
import IVR
import Testing

/// One row of the table in docs/gather-timers.md: a caller, and what the attempt makes of them.
///
/// One character is 100 ms. `prompt`: `=` while the prompt sounds. `pressed`: a key, or `-`. `heard`: `!` the prompt stops, `k` a key is
/// kept, `x` a key is ignored, `[...]` the outcome.
struct Attempt: Sendable, CustomTestStringConvertible {
    var says: String
    var takes = "digits 1-4 #"
    var rules = ""
    var ahead = ""
    var prompt = ""
    var pressed: String
    var heard: String
    var left = ""

    var testDescription: String { says }
}

extension Attempt {
    /// First digit 800 ms, inter-digit 500 ms, unless the rules say otherwise.
    var inputRules: InputRules {
        var rules = InputRules(keys: pattern, timers: InputTimers(firstDigit: .milliseconds(800), interDigit: .milliseconds(500)))
        for rule in self.rules.split(separator: ", ") {
            let words = rule.split(separator: " ").map(String.init)
            let time = MediaTime.milliseconds(Int(words.last ?? "") ?? 0)
            switch words.first {
            case "total": rules.timers.total = time
            case "terminator": rules.timers.terminator = time
            case "flush": rules.typeAhead = .flush
            case "protected": rules.bargeIn = false
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
        var ahead = KeyBuffer()
        for key in self.ahead.compactMap(DTMFDigit.init) { _ = ahead.append(key) }
        var collector = InputCollector(rules: inputRules, hasPrompt: !prompt.isEmpty, waiting: ahead)
        var heard = ""
        for (index, key) in Array(pressed).enumerated() {
            let now = MediaTime.milliseconds(index * 100)
            var outputs: [InputCollector.Output] = []
            if index == 0 { collector.handle(.begin, at: now, into: &outputs) }
            if let digit = DTMFDigit(key) { collector.handle(.key(digit), at: now, into: &outputs) }
            if !prompt.isEmpty, index == prompt.count { collector.handle(.promptEnded, at: now, into: &outputs) }
            collector.handle(.tick, at: now, into: &outputs)
            heard += Attempt.drawing(outputs)
            if heard.hasSuffix("]") { break }
        }
        var waiting = collector.waiting
        var left = ""
        while let key = waiting.popFirst() { left.append(key.character) }
        return (heard, left)
    }

    private static func drawing(_ outputs: [InputCollector.Output]) -> String {
        var drawn = ""
        for output in outputs {
            switch output {
            case .stopPrompt: drawn += "!"
            case .kept: drawn += "k"
            case .ignored: drawn += "x"
            case .ended(let outcome): drawn += "[\(words(outcome))]"
            case .key, .listening: break
            }
        }
        return drawn.isEmpty ? "-" : drawn
    }

    private static func words(_ outcome: InputCollector.Outcome) -> String {
        switch outcome {
        case .option(let index, _): "option \(index + 1)"
        case .digits(let digits): digits
        case .noInput: "no input"
        case .noMatch(let keys): "no match \(keys)"
        case .command(let key): "command \(key)"
        }
    }
}
