extension Flows {
    static let spokenMenu = """
        flow: spoken-menu
        language: en-US
        start: menu
        steps:
          menu:
            menu:
              prompt: choose
              options:
                - { keys: "1", say: "book a taxi", next: one }
                - { keys: "2", say: "operator", next: goodbye }
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          one:
            play: first
            next: goodbye
          goodbye:
            hangup: done
        """

    static let spokenDigits = """
        flow: spoken-digits
        language: en-US
        start: ask
        variables:
          card: { type: digits, sensitive: true }
        steps:
          ask:
            gather:
              prompt: choose
              digits: { min: 4, max: 4 }
              speech: digits
              into: card
            next: goodbye
            no-input: { tries: 2, next: goodbye }
            no-match: { tries: 2, next: goodbye }
          goodbye:
            hangup: done
        """
}
