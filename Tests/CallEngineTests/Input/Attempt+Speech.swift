extension Attempt {
    /// What is said, as docs/barge-in.md has it.
    static let spokenTable: [(title: String, rows: [Attempt])] = [
        ("Over the prompt", overPrompt), ("Hot words", hotWords), ("Timers", voiceTimers), ("Answers", answers),
        ("Keys and speech", keysAndSpeech),
        ("Digits, partly said and partly pressed", joinedDigits), ("Nobody can listen", nobodyListens),
    ]

    private static let overPrompt = [
        Attempt(
            says: "what may be speech makes the prompt softer, speech stops it", takes: "options 1 2", prompt: "========",
            said: "--(-+--)-a",
            understood: "option 2", heard: "--d-!----[said option 2]"),
        Attempt(
            says: "what is none leaves it as loud as it was", takes: "options 1 2", prompt: "========", said: "--(--x-------------------",
            heard: "--d--r----------[no input]"),
        Attempt(
            says: "the prompt may end meanwhile", takes: "options 1 2", prompt: "====", said: "--(---+-)-a", understood: "option 1",
            heard: "--d-------[said option 1]"),
        Attempt(
            says: "what is not understood has stopped it", takes: "options 1 2", prompt: "========", said: "--(-+--)-a", understood: "?",
            heard: "--d-!----[unintelligible]"),
        Attempt(
            says: "an answer before the end of speech stops it", takes: "options 1 2", prompt: "========", said: "--(-a",
            understood: "option 2",
            heard: "--d-![said option 2]"),
        Attempt(
            says: "keys alone stop it: speech is not heard before its end", takes: "options 1 2", rules: "keys", prompt: "========",
            said: "--(-+--)-a---------------", understood: "option 2", heard: "----------------[no input]"),
        Attempt(
            says: "nothing stops it: neither is it", takes: "options 1 2", rules: "protected", prompt: "====",
            said: "--(-+--)-a---------------", understood: "option 2", heard: "------------[no input]"),
        Attempt(
            says: "nothing stops it: speech after its end counts", takes: "options 1 2", rules: "protected", prompt: "====",
            said: "-----(-+--)-a", understood: "option 2", heard: "------------[said option 2]"),
        Attempt(
            says: "nothing stops it: who began long before its end has to say it again", takes: "options 1 2", rules: "protected",
            prompt: "====", said: "-------S", heard: "-------[too-soon]"),
        Attempt(
            says: "who does not come to an end is told so", takes: "options 1 2", prompt: "====", said: "-(+------L",
            heard: "-d!------[too-long]"),
    ]

    private static let hotWords = [
        Attempt(
            says: "speech alone changes nothing, an answer stops the prompt", takes: "options 1 2", rules: "hot-word", prompt: "==========",
            said: "--(-+--)-a", understood: "option 2", heard: "---------![said option 2]"),
        Attempt(
            says: "what is not understood was not meant for us", takes: "options 1 2", rules: "hot-word", prompt: "==========",
            said: "--(-+--)-a-(-+)a", understood: "?, option 1", heard: "---------v-----[said option 1]"),
        Attempt(
            says: "neither was what is not surely understood", takes: "options 1 2", rules: "hot-word", prompt: "====",
            said: "-(+)a---------------", understood: "~option 2", heard: "----v-------[no input]"),
        Attempt(
            says: "after the prompt every word counts", takes: "options 1 2", rules: "hot-word", prompt: "====", said: "-----(-+--)-a",
            understood: "?", heard: "------------[unintelligible]"),
        Attempt(
            says: "where only the flow's commands can be said, all other speech is overheard", takes: "options 1 2", rules: "overheard",
            said: "-(-+)a-----------", understood: "?", heard: "-----v------[no input]"),
        Attempt(
            says: "and a command is not", takes: "options 1 2", rules: "overheard", prompt: "========", said: "-(-+)a",
            understood: "operator",
            heard: "-----![said operator]"),
    ]

    private static let voiceTimers = [
        Attempt(
            says: "while somebody speaks the first-digit time stands still", takes: "options 1 2", said: "------(--+-------)--a",
            understood: "option 2",
            heard: "--------------------[said option 2]"),
        Attempt(
            says: "after no speech it goes on where it was", takes: "options 1 2", said: "------(---x--------",
            heard: "------------[no input]"),
        Attempt(
            says: "speech in the very tick of the deadline is in time", takes: "options 1 2", said: "--------(-+)a", understood: "option 1",
            heard: "------------[said option 1]"),
        Attempt(
            says: "the total time does not cut anybody off", takes: "options 1 2", rules: "total 400", said: "--(-+---)-a",
            understood: "option 1",
            heard: "----------[said option 1]"),
        Attempt(
            says: "but it is over when it was no speech", takes: "options 1 2", rules: "total 400", said: "--(---x---",
            heard: "------[no input]"),
        Attempt(
            says: "on hold what is being said is dropped, and the time goes on where it was", takes: "options 1 2",
            said: "------(-+H--------",
            heard: "---------v-[no input]"),
    ]

    private static let answers = [
        Attempt(
            says: "an answer is heard, whatever its confidence: the flow judges it", takes: "options 1 2", said: "-(+-)a",
            understood: "~option 2",
            heard: "-----[said option 2]"),
        Attempt(
            says: "what is not understood is none", takes: "options 1 2", said: "-(+-)a", understood: "?", heard: "-----[unintelligible]"),
        Attempt(says: "in noise keys are better", takes: "options 1 2", said: "-(+-)N", heard: "-----[noisy]"),
        Attempt(says: "a whole number can be said", said: "-(+-)a", understood: "12", heard: "-----[said 12]"),
    ]

    private static let keysAndSpeech = [
        Attempt(
            says: "a key drops what is being said", takes: "options 1 2", pressed: "----2", said: "-(-+-", heard: "----v[option 2]"),
        Attempt(
            says: "and what is not yet understood", takes: "options 1 2", pressed: "------2", said: "-(-+-)-a", understood: "option 1",
            heard: "------v[option 2]"),
        Attempt(
            says: "it stops the ducked prompt", takes: "options 1 2", prompt: "========", pressed: "----2", said: "-(---",
            heard: "-d--!v[option 2]"),
        Attempt(
            says: "after the first key of an option nothing is heard any more", takes: "options 1 12", pressed: "--1--", said: "---(-+)a--",
            understood: "option 2", heard: "-------[option 1]"),
        Attempt(
            says: "a command by key drops it too", rules: "commands *", pressed: "----*", said: "-(-+-", heard: "----v[command *]"),
    ]

    private static let joinedDigits = [
        Attempt(
            says: "too few digits wait for keys", takes: "digits 4-4", pressed: "-------3-4", said: "-(-+)a", understood: "12...",
            heard: "---------[said 1234]"),
        Attempt(
            says: "or for more that is said", takes: "digits 4-4", said: "-(-+)a-(+)-a", understood: "12..., 34...",
            heard: "-----------[said 1234]"),
        Attempt(
            says: "in the inter-digit time", takes: "digits 4-4", said: "-(-+)a------", understood: "12...",
            heard: "----------[no match 12]"),
        Attempt(
            says: "said digits go on behind pressed ones", takes: "digits 4-4", pressed: "1-2--", said: "---(-+)-a", understood: "34...",
            heard: "--------[said 1234]"),
        Attempt(
            says: "speech of enough digits ends the number", takes: "digits 2-6", pressed: "1-2--", said: "---(-+)-a", understood: "34",
            heard: "--------[said 1234]"),
        Attempt(
            says: "who begins anew by voice has begun anew", takes: "digits 4-4", pressed: "1-2--", said: "---(-+)-a", understood: "5678",
            heard: "--------[said 5678]"),
        Attempt(
            says: "a key in the middle of it ends what is said and comes behind it", takes: "digits 4-4", pressed: "-----3-4",
            said: "-(-+---a",
            understood: "12...", heard: "-----ke-k[said 1234]"),
        Attempt(
            says: "so does one that comes before it is understood", takes: "digits 2-6 #", pressed: "-----3-#", said: "-(-+)---a",
            understood: "12...",
            heard: "-----k-k[said 123]"),
        Attempt(
            says: "what is not understood leaves the keys alone", takes: "digits 2-2", pressed: "-----3-4", said: "-(-+)---a",
            understood: "?",
            heard: "-----k-k[34]"),
        Attempt(
            says: "what may be no speech at all does as well", takes: "digits 2-2", pressed: "--3-4", said: "-(---", heard: "--v-[34]"),
        Attempt(
            says: "speech that is not understood does not spoil pressed digits", takes: "digits 2-4", pressed: "1-2--",
            said: "---(-+)-a-----", understood: "?", heard: "-------------[12]"),
        Attempt(
            says: "too many are not understood", takes: "digits 4-4", pressed: "1-2-----------", said: "---(-+)-a", understood: "345...",
            heard: "-------------[no match 12]"),
        Attempt(
            says: "a command can be said in the middle of a number", takes: "digits 4-4", pressed: "1-2--", said: "---(-+)-a",
            understood: "operator",
            heard: "--------[said operator]"),
    ]

    private static let nobodyListens = [
        Attempt(
            says: "the prompt goes on, keys alone count", takes: "options 1 2", prompt: "====", pressed: "-----1", said: "-U(+)a",
            understood: "option 2", heard: "-o---[option 1]"),
        Attempt(
            says: "or the question is put for the keypad", takes: "options 1 2", rules: "keypad prompt", prompt: "====",
            said: "-U--------------",
            heard: "-op----------[no input]"),
        Attempt(
            says: "who has spoken has all the time for keys", takes: "options 1 2", said: "------(-+U---------",
            heard: "---------o-------[no input]"),
        Attempt(
            says: "so has who was not answered in time", takes: "options 1 2", said: "--(+)" + String(repeating: "-", count: 40),
            heard: String(repeating: "-", count: 34) + "o-------[no input]"),
        Attempt(
            says: "digits pressed meanwhile count", takes: "digits 2-2", pressed: "-----3-4", said: "-(-+)--U", heard: "-----k-ko[34]"),
        Attempt(
            says: "a ducked prompt is raised", takes: "options 1 2", prompt: "====", pressed: "-----1", said: "-(U",
            heard: "-dor--[option 1]"),
    ]
}
