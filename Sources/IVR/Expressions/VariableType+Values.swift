extension VariableType {
    /// The value as a variable of this type holds it; nil when it cannot.
    ///
    /// Digits become a number where a number is wanted (the answer of a gather), a whole number becomes a decimal; nothing else is
    /// converted.
    public func accepting(_ value: FlowValue) -> FlowValue? {
        switch (self, value) {
        case (.json, _), (.text, .text), (.number, .number), (.decimal, .decimal), (.boolean, .boolean), (.recording, .text):
            return value
        case (.digits, .text(let text)):
            return text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? value : nil
        case (.decimal, .number(let whole)):
            return .decimal(DecimalNumber(whole))
        case (.number, .decimal(let decimal)):
            return decimal.whole.map(FlowValue.number)
        default:
            return nil
        }
    }

    /// What a gather's digits become in a variable of this type; nil when they do not fit (a number too large).
    public func value(ofDigits digits: String) -> FlowValue? {
        switch self {
        case .number: Int(digits).map(FlowValue.number)
        case .decimal: Int(digits).map { .decimal(DecimalNumber($0)) }
        case .boolean, .recording: nil
        case .digits, .text, .json: .text(digits)
        }
    }
}
