import Diagnostics
import Testing

@Suite struct `Suggesting a name` {
    struct Slip: Sendable, CustomTestStringConvertible {
        var written: String
        var meant: String?
        var testDescription: String { "\(written) -> \(meant ?? "nothing")" }
    }

    @Test(arguments: [
        Slip(written: "mian-menu", meant: "main-menu"),  // a swap is one edit
        Slip(written: "main_menu", meant: "main-menu"),  // another hyphen
        Slip(written: "goodby", meant: "goodbye"),
        Slip(written: "operatr", meant: "operator"),
        Slip(written: "x", meant: nil),
        Slip(written: "", meant: nil),
        Slip(written: "something-else", meant: nil),
    ]) func `the nearest name is meant when it is near`(_ slip: Slip) {
        let names = ["main-menu", "goodbye", "operator", "booked-too"]
        #expect(Suggestion.nearest(to: slip.written, in: names) == slip.meant)
    }

    @Test func `a swap of two neighbours is one edit`() {
        #expect(Suggestion.distance("mian", "main") == 1)
        #expect(Suggestion.distance("", "abc") == 3)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
    }
}
