extension Rehearsal {
    /// A small flow with something of everything that callers do with keys.
    static let booking = """
        flow: booking
        language: en-US
        start: greeting
        variables:
          phone: { type: digits }
        keys:
          "*": repeat
        steps:
          greeting:
            play: welcome
            next: menu
          menu:
            menu:
              prompt: main-menu-3
              options:
                - { keys: "1", next: number }
                - { keys: "0", next: operator }
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          number:
            gather:
              prompt: ask-phone-2
              digits: { min: 7, max: 11, terminator: "#" }
              into: phone
              confirm: true
            next: booked
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          booked:
            play: [your-number-is, { digits: phone }]
            next: goodbye
          operator:
            enqueue: { queue: dispatch, music: hold-10 }
            timeout: { after: 1m, next: goodbye }
            full: goodbye
            closed: goodbye
            failed: goodbye
            next: goodbye
          goodbye:
            hangup: done
        """
}
