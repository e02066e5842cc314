/// The flows that the tests call.
enum Flows {
    static let menu = """
        flow: menu
        language: en-US
        start: greeting
        steps:
          greeting:
            play: welcome
            next: menu
          menu:
            menu:
              prompt: choose
              options:
                - { keys: "1", next: one }
                - { keys: "2", next: goodbye }
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          one:
            play: first
            next: goodbye
          goodbye:
            hangup: done
        """

    static let secret = """
        flow: secret
        language: en-US
        start: hello
        variables:
          card: { type: digits, sensitive: true }
        steps:
          hello:
            play: welcome
            next: ask
          ask:
            gather: { prompt: ask, digits: 4, into: card }
            next: after
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          after:
            play: first
            next: goodbye
          goodbye:
            hangup: done
        """

    static let unanswered = """
        flow: unanswered
        language: en-US
        start: tell
        steps:
          tell:
            notify: { target: desk, text: hello }
            next: goodbye
            failed: goodbye
          goodbye:
            hangup: { status: 486 }
        """

    static let everything = """
        flow: everything
        language: en-US
        start: ask
        variables:
          answer: { type: text }
          card: { type: digits, sensitive: true }
        steps:
          ask:
            gather:
              prompt: choose
              digits: { min: 1, max: 4, terminator: "#" }
              into: card
            next: ask-service
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          ask-service:
            fetch: { url: "http://service/x", timeout: 5s, filler: wait }
            ok: speak
            failed: speak
            timeout: speak
          speak:
            record: { prompt: first, into: message, max: 10s, silence: 2s }
            too-short: agent
            failed: agent
            next: agent
          agent:
            enqueue: { queue: dispatch, music: music }
            timeout: { after: 20s, next: away }
            full: away
            closed: away
            failed: away
            next: away
          away:
            transfer: { to: "sip:2000@example.org", mode: blind, ring: 10s }
            answered: goodbye
            busy: goodbye
            no-answer: goodbye
            failed: goodbye
          goodbye:
            hangup: done
        """
}
