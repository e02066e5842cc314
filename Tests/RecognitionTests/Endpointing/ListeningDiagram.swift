import Audio

@testable import Recognition

/// A caller on a line, one character each 100 ms: `v` voice, `V` a voice for sure, `b` breath, `-` the line's noise, `k` a key, `0` exact
/// zeros, `x` no packets.
///
/// What is heard is written the same way: `(` onset, `!` confirmed, `)` retracted, `0` no audio, and the end by its reason's first letter
/// or two: `c` complete, `i` incomplete, `L` too long, `S` too soon.
struct ListeningDiagram {
    var timers = EndpointerTimers()
    var progress: WordGraph.Progress?
    /// For so many characters the prompt sounds.
    var prompted = 0
    var bargeIn = true
    var pace = CallerPace()
    /// It is told to listen once more before this character.
    var again: Int?

    /// What the endpointer says of it, and where the last utterance that has ended began.
    func heard(_ line: String) -> (events: String, began: MediaTime?, endpointer: Endpointer) {
        var (endpointer, clock, text) = (Endpointer(pace: pace), MediaTime.zero, "")
        var began: MediaTime?
        endpointer.listen(at: clock, timers: timers, bargeIn: bargeIn)
        for (index, character) in line.enumerated() {
            var said: Character = "-"
            if index == again { endpointer.listen(at: clock, timers: timers, bargeIn: bargeIn) }
            for _ in 0..<5 {
                clock += .frame
                let surroundings = Surroundings(
                    isKey: character == "k", isPrompted: index < prompted, progress: progress,
                    arrival: character == "x" ? .absent : .arrived)
                let chance: Float = ["v": 0.8, "V": 1][character] ?? 0
                let judgement = VoiceDetector.Judgement(chance: chance, isLoud: "vVb".contains(character))
                let frame = AudioFrame(repeating: "0x".contains(character) ? 0 : 10)
                if let event = endpointer.handle(frame, judgement, surroundings, at: clock) {
                    said = Self.letter(event)
                    if case .ended(let ending) = event { began = ending.began }
                }
            }
            text.append(said)
        }
        return (text, began, endpointer)
    }

    private static func letter(_ event: Endpointer.Event) -> Character {
        switch event {
        case .onset: "("
        case .confirmed: "!"
        case .retracted: ")"
        case .noAudio: "0"
        case .ended(let ending):
            switch ending.reason {
            case .complete: "c"
            case .incomplete: "i"
            case .tooLong: "L"
            case .tooSoon: "S"
            }
        }
    }
}
