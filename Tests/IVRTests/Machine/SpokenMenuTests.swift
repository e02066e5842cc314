import IVR
import Testing

@Suite struct `What is said in a menu` {
    /// A menu that is spoken to; a doubtful booking has words of its own, a doubtful cancellation is read back by its key.
    private static let menu = """
        start: menu
        keys:
          "0": { say: "agent | operator", next: operator }
          "*": repeat
          help: { say: "help [me]", prompt: how-this-works, next: repeat }
        steps:
          menu:
            menu:
              prompt: main-menu
              keypad: main-menu-keys
              options:
                - { keys: "1", say: "book (a | my) (ride | taxi)", confirm: you-want-a-ride, next: booked }
                - { keys: "2", say: "cancel [my] [ride]", next: cancelled }
                - { say: "anything else", next: operator }
            no-input: { tries: 2, next: silent }
            no-match: { tries: 4, reprompt: [sorry, main-menu], next: lost }
            noisy: { tries: 2, reprompt: noisy-line, next: operator }
          booked:
            hangup: booked
          cancelled:
            hangup: cancelled
          operator:
            hangup: operator
          silent:
            hangup: silent
          lost:
            hangup: lost
        """
    private static let ask = "ask main-menu or-by-keys main-menu-keys [1|2|] commands *0 or speech and 0,help"
    private static let wantRide = "ask you-want-a-ride is-that-right [1|2] commands *0 or speech and 0,help"
    private static let sorry = "ask sorry main-menu or-by-keys sorry main-menu-keys [1|2|] commands *0 or speech and 0,help"

    @Test(arguments: [
        FlowWalk(
            title: "what is sure counts, and the transcript has the words", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 90 option 0 book a ride; 40 option 1 cancel
                menu --"book a ride"--> booked
                @ booked
                hang up: booked
                """),
        FlowWalk(
            title: "what is doubtful is asked back, and yes can be said", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 50 option 0 book a ride
                \(wantRide)
                > heard 90 value true yes
                menu --"book a ride"--> booked
                @ booked
                hang up: booked
                """),
        FlowWalk(
            title: "two answers that are as likely are asked back, however sure", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 90 option 1 cancel; 88 option 0 book a ride
                ask you-chose {digits: 2} is-that-right [1|2] commands *0 or speech and 0,help
                > option 1
                \(wantRide)
                > option 0
                menu --"book a ride"--> booked
                @ booked
                hang up: booked
                """),
        FlowWalk(
            title: "what was denied is never asked again", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 50 option 0 book a ride
                \(wantRide)
                > heard 40 value false no
                \(ask)
                > heard 95 option 0 book a ride; 60 option 1 cancel
                ask you-chose {digits: 2} is-that-right [1|2] commands *0 or speech and 0,help
                > option 0
                menu --"cancel"--> cancelled
                @ cancelled
                hang up: cancelled
                """),
        FlowWalk(
            title: "a doubtful yes is none, and a read-back without an answer ends like the question", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 50 option 0 book a ride
                \(wantRide)
                > heard 50 value true yes
                \(wantRide)
                > unheard unintelligible
                \(wantRide)
                > unheard noisy
                menu --no-match--> lost
                @ lost
                hang up: lost
                """),
        FlowWalk(
            title: "what has no words to be read back by is no answer unless it is sure", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 50 option 2 anything else
                \(sorry)
                > heard 80 option 2 anything else
                menu --"anything else"--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "whom nobody understands twice is offered the keys", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 20 option 0 book a ride
                \(sorry)
                > unheard unintelligible
                ask sorry main-menu-keys [1|2|] commands *0 or speech and 0,help
                > unheard too-long
                ask sorry main-menu-keys [1|2|] commands *0 or speech and 0,help
                > heard
                menu --no-match--> lost
                @ lost
                hang up: lost
                """),
        FlowWalk(
            title: "noise has an outcome of its own, and then only keys stop the prompt", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > unheard noisy
                ask main-menu-keys [1|2|] commands *0 until-keys or speech and 0,help
                > unheard no-audio
                ask main-menu-keys [1|2|] commands *0 until-keys or speech and 0,help
                > unheard noisy
                menu --noisy--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "no sound at all counts as no input", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > unheard no-audio
                \(ask)
                > no-input
                menu --no-input--> silent
                @ silent
                hang up: silent
                """),
        FlowWalk(
            title: "help is said everywhere and counts for nothing", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 80 command help help me
                ask how-this-works main-menu or-by-keys how-this-works main-menu-keys [1|2|] commands *0 or speech and 0,help
                > heard 50 option 0 book a taxi
                \(wantRide)
                > heard 90 command help help
                ask how-this-works you-want-a-ride is-that-right [1|2] commands *0 or speech and 0,help
                > heard 90 command 0 operator
                menu --"operator"--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "a doubtful command is asked back by its key, one without a key has to be sure", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 50 command help help
                \(sorry)
                > heard 50 command 0 agent
                ask you-chose {digits: 0} is-that-right [1|2] commands *0 or speech and 0,help
                > option 0
                menu --"agent"--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "answers that the menu does not have are none", flow: menu,
            walk: """
                @ menu
                answer
                \(ask)
                > heard 90 option 7 what; 90 value 5 five; 90 command 9 nine
                \(sorry)
                > command 0
                menu --"0"--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "where nobody understands the language the question is asked for keys",
            flow: menu.replacing("start: menu", with: "start: french")
                .replacing("steps:", with: "steps:\n  french:\n    language: fr-FR\n    next: menu"),
            walk: """
                @ french
                language fr-FR
                french --next--> menu
                @ menu
                answer
                ask main-menu-keys [1|2|] commands *0
                > option 1
                menu --"2"--> cancelled
                @ cancelled
                hang up: cancelled
                """),
    ]) func `walks this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }
}
