public import Audio

/// What a caller does, and when: `1 !2 "book a taxi" 13800138000# 1@12.5s (mumble) [story.wav]`.
///
/// A group of keys is pressed when the flow next waits for input after its prompt; one with `!` before it during the next prompt; one
/// with `@time` after it at that moment of the call, whatever happens. Words in quotes are said, a name in parentheses is a sound
/// without words, one in brackets a sound file that is played: each has its moment as keys have.
public struct CallerPlan: Hashable, Sendable {
    /// When a group is done.
    public enum Moment: Hashable, Sendable {
        /// When the prompt is over and the flow listens.
        case listening
        /// While a prompt sounds.
        case duringPrompt
        /// At a moment of the call.
        case at(MediaTime)
    }

    /// What is done.
    public enum Action: Hashable, Sendable {
        /// Keys are pressed one after the other.
        case press([DTMFDigit])
        /// Words are said; the recogniser is as sure of them as is said here.
        case say(String, confidence: Double)
        /// A sound without words.
        case sound(WordlessSound)
        /// A sound file, seen from the script.
        case play(String)
    }

    /// Sounds that are no answer.
    public enum WordlessSound: String, Hashable, Sendable, CaseIterable {
        /// A voice that says nothing anybody could understand.
        case mumble
        /// Noise.
        case noise
    }

    /// Something that is done at one moment.
    public struct Group: Hashable, Sendable {
        /// What.
        public var action: Action
        /// When it begins.
        public var moment: Moment
        /// The group as it was written.
        public var text: String
    }

    /// How sure a scripted recogniser is of what was said, unless the plan says otherwise.
    public static let ordinaryConfidence = 0.95

    /// The groups, in order.
    public var groups: [Group]

    /// Nothing is done.
    public init() {
        groups = []
    }

    /// Reads `1 !2 "book a taxi" 13800138000# 1@12.5s`.
    public init(parsing text: String) throws(CallerPlanMistake) {
        var groups: [Group] = []
        for word in try CallerPlan.words(of: text) {
            do throws(CallerPlanError) { groups.append(try Group(parsing: word.text)) } catch {
                throw CallerPlanMistake(error: error, offset: word.offset, length: word.text.count)
            }
        }
        self.groups = groups
    }

    /// The sound files that the plan names.
    public var files: [String] {
        groups.compactMap { if case .play(let file) = $0.action { file } else { nil } }
    }

    /// What opens and closes a group that may have blanks in it.
    static let brackets: [Character: Character] = ["\"": "\"", "(": ")", "[": "]"]

    /// The text of a group, and how far in it begins [characters].
    private typealias Word = (text: String, offset: Int)

    private static func words(of text: String) throws(CallerPlanMistake) -> [Word] {
        var words: [Word] = []
        var word: Word = ("", 0)
        var closing: Character?
        for (offset, character) in text.enumerated() {
            guard closing != nil || !character.isWhitespace else {
                if !word.text.isEmpty { words.append(word) }
                word = ("", offset + 1)
                continue
            }
            if word.text.isEmpty { word.offset = offset }
            word.text.append(character)
            if closing == character { closing = nil } else if closing == nil { closing = brackets[character] }
        }
        if let closing { throw CallerPlanMistake(error: .notClosed(word.text, closing), offset: word.offset, length: word.text.count) }
        return word.text.isEmpty ? words : words + [word]
    }
}

extension CallerPlan.Group {
    /// What is said of a group that the call never came to.
    var regret: String {
        switch action {
        case .press: "the keys `\(text)` were never pressed"
        case .say: "the words `\(text)` were never said"
        case .sound, .play: "the sound `\(text)` was never made"
        }
    }
}
