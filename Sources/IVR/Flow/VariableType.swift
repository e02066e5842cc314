/// The types a variable can be declared with.
public enum VariableType: String, Hashable, Sendable, CaseIterable {
    /// Keys `0` to `9` in a row: a phone number, a PIN. Leading zeros count, so it is text and not a number.
    case digits
    /// Any text.
    case text
    /// A whole number.
    case number
    /// A number with decimal places.
    case decimal
    /// True or false.
    case boolean
    /// Whatever a service answered.
    case json
    /// The name of a recording.
    case recording
}

extension VariableType {
    /// What programs, tables and people call these types: the type that is meant, by word in small letters.
    static let synonyms: [String: String] = {
        let words: [(VariableType, [String])] = [
            (.digits, ["digit", "phone", "telephone", "tel", "keys", "dtmf", "pin", "card", "code", "id"]),
            (.text, ["string", "str", "char", "character", "characters", "varchar", "word", "words", "name", "date", "time", "datetime"]),
            (.number, ["int", "integer", "long", "short", "int64", "int32", "uint", "whole", "count", "counter", "num", "numeric"]),
            (.decimal, ["float", "double", "real", "money", "currency", "amount", "price"]),
            (.boolean, ["bool", "bit", "flag", "logical", "yesno", "yes/no", "truth", "true", "false"]),
            (.json, ["object", "map", "dict", "dictionary", "list", "array", "any", "struct", "record", "answer"]),
            (.recording, ["audio", "sound", "voice", "file", "wav", "message", "recorded"]),
        ]
        return Dictionary(uniqueKeysWithValues: words.flatMap { type, words in words.map { ($0, type.rawValue) } })
    }()
}
