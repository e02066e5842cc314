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
