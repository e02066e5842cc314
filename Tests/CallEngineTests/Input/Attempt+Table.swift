extension Attempt {
    /// The whole table; docs/gather-timers.md is made of it.
    static let table: [(title: String, rows: [Attempt])] = [
        ("First digit", firstDigit), ("Inter-digit", interDigit), ("Minimum and maximum", counts), ("Terminator", terminators),
        ("Total", totals), ("Options of several keys", options), ("Barge-in", bargeIn), ("Type-ahead", typeAhead), ("Commands", commands),
    ]

    private static let firstDigit = [
        Attempt(says: "nothing pressed in the first-digit time is no input", pressed: "-----------", heard: "--------[no input]"),
        Attempt(
            says: "the time runs from the end of the prompt", prompt: "====", pressed: "--------------", heard: "------------[no input]"),
        Attempt(says: "the first key always cancels it", pressed: "-------1--------", heard: "------------[1]"),
        Attempt(says: "a key in the very tick of the deadline is in time", pressed: "--------1--------", heard: "-------------[1]"),
    ]

    private static let interDigit = [
        Attempt(says: "a pause ends an answer that is long enough", pressed: "1-2-----", heard: "-------[12]"),
        Attempt(says: "each key starts it anew", pressed: "1---2----3-------", heard: "--------------[123]"),
        Attempt(
            says: "a pause ends an answer that is too short", takes: "digits 3-4 #", pressed: "1-2-----", heard: "-------[no match 12]"),
        Attempt(says: "a key in the very tick of the deadline is in time", pressed: "1----2------", heard: "----------[12]"),
    ]

    private static let counts = [
        Attempt(says: "the last possible digit ends it", pressed: "1-2-3-4-", heard: "------[1234]"),
        Attempt(says: "fixed length without terminator", takes: "digits 2-2", pressed: "1-2-", heard: "--[12]"),
        Attempt(says: "what is neither digit nor terminator fits nothing", pressed: "1-*-", heard: "--[no match 1*]"),
        Attempt(says: "a terminator that was not declared fits nothing", takes: "digits 1-4", pressed: "1-#-", heard: "--[no match 1#]"),
    ]

    private static let terminators = [
        Attempt(says: "it ends an answer that is long enough", pressed: "1-2-#", heard: "----[12]"),
        Attempt(says: "it refuses an answer that is too short", takes: "digits 3-4 #", pressed: "1-2-#", heard: "----[no match 12#]"),
        Attempt(says: "alone it is no answer", pressed: "--#", heard: "--[no match #]"),
        Attempt(says: "alone it is an empty answer where none is allowed", takes: "digits 0-4 #", pressed: "--#", heard: "--[]"),
        Attempt(
            says: "with a terminator time a full answer waits for it", rules: "terminator 300", pressed: "1234-#", heard: "-----[1234]"),
        Attempt(says: "and ends without it", rules: "terminator 300", pressed: "1234------", heard: "------[1234]"),
        Attempt(
            says: "any other key then is for the next input", rules: "terminator 300", pressed: "1234-5---", heard: "-----k[1234]",
            left: "5"),
        Attempt(says: "after a full answer typed ahead it is dropped", ahead: "1234#1", pressed: "--", heard: "x[1234]", left: "1"),
    ]

    private static let totals = [
        Attempt(says: "it ends an answer that is long enough", rules: "total 900", pressed: "1---2---3---4", heard: "---------[123]"),
        Attempt(
            says: "it ends an answer that is too short", takes: "digits 4-4", rules: "total 900", pressed: "1---2---3---4",
            heard: "---------[no match 123]"),
        Attempt(says: "without a key it is no input", rules: "total 500", pressed: "---------", heard: "-----[no input]"),
        Attempt(
            says: "it runs from the end of the prompt", rules: "total 600", prompt: "====", pressed: "-------1------",
            heard: "----------[1]"),
        Attempt(
            says: "or from the first key when that is earlier", rules: "total 600", prompt: "=======", pressed: "--1---2----",
            heard: "--!-----[12]"),
    ]

    private static let options = [
        Attempt(says: "an option ends at once when none is longer", takes: "options 1 2", pressed: "--2---", heard: "--[option 2]"),
        Attempt(says: "the beginning of a longer one waits", takes: "options 1 12", pressed: "1---------", heard: "-----[option 1]"),
        Attempt(says: "the longest wins", takes: "options 1 12", pressed: "1--2------", heard: "---[option 2]"),
        Attempt(says: "the terminator ends the wait", takes: "options 1 12 #", pressed: "1--#------", heard: "---[option 1]"),
        Attempt(says: "a beginning alone is no option", takes: "options 12 13", pressed: "1---------", heard: "-----[no match 1]"),
        Attempt(says: "a key that leads nowhere ends at once", takes: "options 12 13", pressed: "1-4------", heard: "--[no match 14]"),
        Attempt(says: "the star may be an option", takes: "options 1 *", pressed: "-*----", heard: "-[option 2]"),
    ]

    private static let bargeIn = [
        Attempt(says: "a key stops the prompt and is the first of the answer", prompt: "=====", pressed: "--1-------", heard: "--!----[1]"),
        Attempt(
            says: "it stops and ends in one", takes: "options 1 2", prompt: "=====", pressed: "--1-------", heard: "--![option 1]"),
        Attempt(says: "a wrong key stops it too", takes: "options 1 2", prompt: "=====", pressed: "--9-------", heard: "--![no match 9]"),
        Attempt(
            says: "not allowed: a key waits for the end of the prompt", rules: "protected", prompt: "=====", pressed: "--1----------",
            heard: "--k-------[1]"),
        Attempt(
            says: "not allowed, flush: a key counts for nothing", rules: "protected, flush", prompt: "=====", pressed: "--1--------------",
            heard: "--x----------[no input]"),
    ]

    private static let typeAhead = [
        Attempt(says: "keep: keys pressed before are the first of the answer", ahead: "12", pressed: "--------", heard: "-----[12]"),
        Attempt(says: "keep: the prompt is not played at all", ahead: "12", prompt: "=====", pressed: "--------", heard: "!----[12]"),
        Attempt(
            says: "keep, not allowed to interrupt: they count at the end of the prompt", rules: "protected", ahead: "12", prompt: "===",
            pressed: "-----------", heard: "--------[12]"),
        Attempt(says: "flush: they are forgotten", rules: "flush", ahead: "12", pressed: "-----------", heard: "--------[no input]"),
        Attempt(
            says: "what the answer does not need waits for the next", takes: "options 1 2", ahead: "123", pressed: "-", heard: "[option 1]",
            left: "23"),
        Attempt(says: "after a wrong key they are forgotten", takes: "options 1 2", ahead: "912", pressed: "-", heard: "[no match 9]"),
    ]

    private static let commands = [
        Attempt(
            says: "a command is the first key of an answer", takes: "options 1 2", rules: "commands *9", pressed: "--*---",
            heard: "--[command *]"),
        Attempt(says: "it stops the prompt", rules: "commands *", prompt: "=====", pressed: "--*---", heard: "--![command *]"),
        Attempt(
            says: "an option has the right of way", takes: "options 1 9", rules: "commands 9", pressed: "--9---", heard: "--[option 2]"),
        Attempt(says: "a digit has the right of way", rules: "commands 9", pressed: "9--------", heard: "-----[9]"),
        Attempt(says: "so has the terminator", rules: "commands #", pressed: "1-#------", heard: "--[1]"),
        Attempt(says: "but not without digits", rules: "commands #", pressed: "--#------", heard: "--[command #]"),
        Attempt(says: "later on, what the answer can never hold is one", rules: "commands *", pressed: "1-*------", heard: "--[command *]"),
        Attempt(
            says: "later on, what the answer holds elsewhere is none", takes: "options 12 31", rules: "commands 3", pressed: "1-3------",
            heard: "--[no match 13]"),
        Attempt(
            says: "keys typed ahead after it stay", takes: "options 1 2", rules: "commands *", ahead: "*1", pressed: "-",
            heard: "[command *]", left: "1"),
    ]
}
