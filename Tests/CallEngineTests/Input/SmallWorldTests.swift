import Audio
import CallEngine
import IVR
import Testing

@Suite struct `Every caller with six moments` {
    static let variants = [
        Attempt(says: "digits", pressed: "", heard: ""),
        Attempt(says: "digits, protected", rules: "protected", prompt: "==", pressed: "", heard: ""),
        Attempt(says: "digits, total", takes: "digits 2-3 #", rules: "total 300, terminator 100", prompt: "===", pressed: "", heard: ""),
        Attempt(says: "options", takes: "options 1 12 *", rules: "commands *#", prompt: "=", pressed: "", heard: ""),
        Attempt(says: "options, flush", takes: "options 12 21 #", rules: "protected, flush", prompt: "====", pressed: "", heard: ""),
    ]

    /// All ways to press nothing or one of four keys at each of six moments.
    private func callers() -> [String] {
        var callers = [""]
        for _ in 0..<6 { callers = callers.flatMap { caller in "-12*#".map { caller + String($0) } } }
        return callers
    }

    @Test(arguments: variants) func `gets exactly one outcome, and no key is lost without a word`(_ variant: Attempt) {
        for pressed in callers() {
            var collector = InputCollector(rules: variant.inputRules, hasPrompt: !variant.prompt.isEmpty)
            var outputs: [InputCollector.Output] = []
            collector.handle(.begin, at: .zero, into: &outputs)
            var toldKeys = 0
            var end: Int?
            for (moment, key) in Array(pressed + String(repeating: "-", count: 20)).enumerated() where end == nil {
                let now = MediaTime.milliseconds(100 * moment)
                if let digit = DTMFDigit(key) {
                    collector.handle(.key(digit), at: now, into: &outputs)
                    toldKeys += 1
                }
                if moment == variant.prompt.count { collector.handle(.promptEnded, at: now, into: &outputs) }
                collector.handle(.tick, at: now, into: &outputs)
                if outputs.contains(where: { $0.isEnd }) { end = moment }
            }
            #expect(outputs.filter { $0.isEnd }.count == 1, "\(pressed)")
            #expect(outputs.last?.isEnd == true, "\(pressed)")
            // A key that was kept is told again when it is taken, unless it stays for the next input or is forgotten with the others.
            let words = outputs.filter { $0.isAboutKey }.count
            #expect(words >= toldKeys, "\(pressed)")
        }
    }
}

@Suite struct `Every caller who speaks, with four moments` {
    static let variants = [
        Attempt(says: "digits", takes: "digits 2-3 #", said: "-", heard: ""),
        Attempt(says: "digits over a prompt", takes: "digits 2-3 #", rules: "total 300", prompt: "==", said: "-", heard: ""),
        Attempt(says: "options over a prompt", takes: "options 1 12", rules: "commands *", prompt: "===", said: "-", heard: ""),
        Attempt(says: "hot words", takes: "options 1 12", rules: "hot-word, keypad prompt", prompt: "====", said: "-", heard: ""),
        Attempt(says: "protected", takes: "digits 2-2", rules: "protected, keypad prompt", prompt: "===", said: "-", heard: ""),
        Attempt(says: "commands", takes: "options 1", rules: "overheard", prompt: "==", said: "-", heard: ""),
    ]

    /// All ways to say or to press something, or nothing, at each of four moments, in whatever order it comes.
    private func callers() -> [[Character]] {
        var callers: [[Character]] = [[]]
        for _ in 0..<4 { callers = callers.flatMap { caller in "-1(+x)a?U".map { caller + [$0] } } }
        return callers
    }

    @Test(arguments: variants) func `gets exactly one outcome, and a prompt that was ducked is raised or stopped`(_ variant: Attempt) {
        for moments in callers() {
            var attempt = variant
            attempt.pressed = String(moments.map { $0 == "1" ? "1" : "-" })
            // What has begun to be said comes to an end, and is understood or not.
            attempt.said = String(moments.map { $0 == "?" ? "a" : $0 }) + ")" + String(repeating: "-", count: 50)
            attempt.understood = moments.filter { $0 == "a" || $0 == "?" }.map { $0 == "a" ? variant.answer : "?" }.joined(separator: ", ")
            let (heard, _) = attempt.played()
            #expect(heard.filter { $0 == "[" }.count == 1, "\(attempt.said) \(heard)")
            let ducks = heard.filter { $0 == "d" }.count
            let ends = heard.filter { $0 == "r" || $0 == "!" || $0 == "p" }.count
            #expect(ducks == 0 || ends > 0 || attempt.promptEnds(before: heard), "\(attempt.said) \(heard)")
        }
    }
}

extension Attempt {
    /// Something that the question takes.
    fileprivate var answer: String { takes.hasPrefix("digits") ? "1..." : "option 1" }

    /// Whether the prompt was over by itself.
    fileprivate func promptEnds(before heard: String) -> Bool { heard.prefix { $0 != "[" }.count >= prompt.count }
}

extension InputCollector.Output {
    fileprivate var isEnd: Bool {
        if case .ended = self { true } else { false }
    }

    fileprivate var isAboutKey: Bool {
        switch self {
        case .key, .kept, .ignored: true
        default: false
        }
    }
}
