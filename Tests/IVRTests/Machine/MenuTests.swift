import Testing

/// A menu with everything.
private let menu = """
    start: menu
    keys: { "*": repeat, "9": help }
    steps:
      menu:
        menu:
          prompt: question
          options:
            - { keys: "1", next: one }
            - { keys: "12", next: twelve }
            - { say: "good bye", next: end }
          terminator: "#"
        no-input: { tries: 3, reprompt: [[still-there], [last-time, question]], next: silent }
        no-match: { tries: 2, reprompt: sorry, next: lost }
      one: { hangup: one }
      twelve: { hangup: twelve }
      silent: { hangup: silent }
      lost: { hangup: lost }
      help: { hangup: help }
    """

@Suite struct `Menus` {
    @Test(arguments: [
        FlowWalk(
            title: "an option is taken", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > option 1
                menu --"12"--> twelve
                @ twelve
                hang up: twelve
                """),
        FlowWalk(
            title: "an option that is said is taken", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > option 2
                menu --say good bye--> end
                hang up: end
                """),
        FlowWalk(
            title: "silence is asked again, with other words each time, and then leads on", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > no-input
                ask still-there [1|12| #] commands *9 or speech
                > no-input
                ask last-time question [1|12| #] commands *9 or speech
                > no-input
                menu --no-input--> silent
                @ silent
                hang up: silent
                """),
        FlowWalk(
            title: "silence and wrong keys are counted apart, repeating counts for nothing", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > no-input
                ask still-there [1|12| #] commands *9 or speech
                > no-match 5
                ask sorry [1|12| #] commands *9 or speech
                > no-input
                ask last-time question [1|12| #] commands *9 or speech
                > command *
                ask question [1|12| #] commands *9 or speech
                > command *
                ask question [1|12| #] commands *9 or speech
                > no-match 5
                menu --no-match--> lost
                @ lost
                hang up: lost
                """),
        FlowWalk(
            title: "a key of the flow leads away", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > command 9
                menu --"9"--> help
                @ help
                hang up: help
                """),
        FlowWalk(
            title: "what does not fit changes nothing", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > ended
                > digits 12
                > fetched 200
                > option 1
                menu --"12"--> twelve
                @ twelve
                hang up: twelve
                > option 1
                """),
        FlowWalk(
            title: "an option that is not there counts as a wrong key", flow: menu,
            walk: """
                @ menu
                answer
                ask question [1|12| #] commands *9 or speech
                > option 7
                ask sorry [1|12| #] commands *9 or speech
                """),
    ]) func `walk this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }
}
