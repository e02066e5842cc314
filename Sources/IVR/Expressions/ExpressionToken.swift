/// One word of an expression with its place in the text [characters].
struct ExpressionToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case name(String)
        case number(Int)
        case decimal(DecimalNumber)
        case text(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    let offset: Int
    let length: Int
}

/// Splits the text of an expression into tokens.
struct ExpressionLexer {
    private static let symbols = [
        "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", "[", "]", ".", ",",
    ]

    private let characters: [Character]
    private var position = 0

    private init(_ text: String) {
        characters = Array(text)
    }

    static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
        var lexer = ExpressionLexer(text)
        var tokens: [ExpressionToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(ExpressionToken(kind: .end, offset: lexer.characters.count, length: 1))
        return tokens
    }

    private func character(_ ahead: Int = 0) -> Character? {
        let index = position + ahead
        return index < characters.count ? characters[index] : nil
    }

    private mutating func next() throws(ExpressionError) -> ExpressionToken? {
        while let blank = character(), blank.isWhitespace { position += 1 }
        guard let first = character() else { return nil }
        let start = position
        let kind: ExpressionToken.Kind =
            if first.isNameStart { .name(take { $0.isNamePart }) } else if first.isDigit {
                try number()
            } else if first == "\"" || first == "'" {
                .text(try quoted(by: first))
            } else { .symbol(try symbol(first)) }
        return ExpressionToken(kind: kind, offset: start, length: position - start)
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        var text = ""
        while let next = character(), isPart(next) {
            text.append(next)
            position += 1
        }
        return text
    }

    private mutating func number() throws(ExpressionError) -> ExpressionToken.Kind {
        let start = position
        var text = take { $0.isDigit }
        let isDecimal = character() == "." && character(1)?.isDigit == true
        if isDecimal {
            position += 1
            text += "." + take { $0.isDigit }
        }
        if let next = character(), next.isNamePart {
            throw ExpressionError("a number cannot be followed by \"\(next)\"", at: position)
        }
        let length = position - start
        guard isDecimal else {
            guard let whole = Int(text) else { throw ExpressionError("the number is too large", at: start, length: length) }
            return .number(whole)
        }
        guard let decimal = DecimalNumber(text) else {
            throw ExpressionError("the number has too many digits", at: start, length: length, hint: "at most nine decimal places are kept")
        }
        return .decimal(decimal)
    }

    private mutating func quoted(by quote: Character) throws(ExpressionError) -> String {
        let start = position
        position += 1
        var text = ""
        while let next = character() {
            position += 1
            if next == quote { return text }
            text.append(next == "\\" ? try escaped() : next)
        }
        throw ExpressionError("the text has no closing \(quote)", at: start, length: characters.count - start)
    }

    private mutating func escaped() throws(ExpressionError) -> Character {
        guard let next = character() else { throw ExpressionError("the text ends with a backslash", at: position - 1) }
        position += 1
        switch next {
        case "n": return "\n"
        case "t": return "\t"
        case "\\", "\"", "'": return next
        default: throw ExpressionError("there is no escape \\\(next)", at: position - 2, length: 2, hint: #"known are \n \t \\ \" and \'"#)
        }
    }

    private mutating func symbol(_ first: Character) throws(ExpressionError) -> String {
        let pair = character(1).map { "\(first)\($0)" }
        let known = Self.symbols.first { $0 == pair } ?? Self.symbols.first { $0 == String(first) }
        guard let known else { throw Self.unknown(first, at: position) }
        position += known.count
        return known
    }

    private static func unknown(_ symbol: Character, at offset: Int) -> ExpressionError {
        switch symbol {
        case "=": ExpressionError("\"=\" compares nothing", at: offset, suggestion: "==")
        case "&": ExpressionError("unexpected \"&\"", at: offset, suggestion: "&&")
        case "|": ExpressionError("unexpected \"|\"", at: offset, suggestion: "||")
        default:
            if let meant = foreign[symbol] {
                ExpressionError("\"\(symbol)\" is not a sign of expressions", at: offset, suggestion: meant)
            } else {
                ExpressionError("unexpected \"\(symbol)\"", at: offset)
            }
        }
    }

    /// Signs of Chinese keyboards and of word processors, and those that are meant.
    private static let foreign: [Character: String] = [
        "“": "'", "”": "'", "„": "'", "‘": "'", "’": "'", "「": "'", "」": "'", "＂": "'", "＇": "'", "＝": "==", "＞": ">", "＜": "<",
        "（": "(", "）": ")", "，": ",", "！": "!", "＋": "+", "－": "-", "–": "-", "—": "-", "×": "*", "＊": "*", "÷": "/", "／": "/",
        "≥": ">=", "≤": "<=", "≠": "!=", "＆": "&&", "｜": "||", "？": "?", "：": ":", "；": ",", "、": ",", "．": ".",
    ]
}

extension Character {
    /// Whether it is one of `0` to `9`; other scripts' digits are no keys.
    var isDigit: Bool { ("0"..."9").contains(self) && utf8.count == 1 }
    fileprivate var isNameStart: Bool { self == "_" || (isASCII && isLetter) }
    fileprivate var isNamePart: Bool { isNameStart || isDigit }
}
