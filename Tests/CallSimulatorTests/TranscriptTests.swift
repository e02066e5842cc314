import Audio
import CallEngine
import CallSimulator
import Testing

@Suite struct `Transcripts of calls` {
    static let booking = """
        flow: booking
        language: en-US
        start: greeting
        variables:
          phone: { type: digits }
        steps:
          greeting:
            play: welcome
            next: menu
          menu:
            menu:
              prompt: main-menu-3
              options:
                - { keys: "1", next: number }
                - { keys: "2", next: goodbye }
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          number:
            gather:
              prompt: ask-phone-2
              digits: { min: 7, max: 11, terminator: "#" }
              into: phone
            next: booked
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          booked:
            play: [your-number-is, { digits: phone }]
            next: goodbye
          goodbye:
            hangup: done
        """

    @Test func `a call`() throws {
        let call = try Rehearsal(Self.booking).pressing("1 13800138000#").run()
        print(call.transcript.joined(separator: "\n"))
        print(call.complaints, call.record as Any)
    }
}
