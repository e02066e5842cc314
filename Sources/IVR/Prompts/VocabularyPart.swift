/// A part of a language's vocabulary: the clips whose names begin with its name, such as `number/21`.
///
/// A flow says values in a few ways, and each way needs a few parts. Only those have to be there before its first call.
public enum VocabularyPart: String, Hashable, Sendable, CaseIterable {
    case digit, sign, letter, plate, number, ordinal, word, month, day, year, time, hour, minute, money, unit, confirm, queue

    /// Whatever can be said of a text character by character.
    private static let characters: Set<Self> = [.digit, .sign, .letter, .plate]
    /// Numbers; those that are too large are said digit by digit.
    private static let numbers: Set<Self> = [.number, .word, .digit, .sign]

    /// What a value said in a form can need, in any language.
    static func needed(saying form: SpokenValue.Form, of type: ExpressionType) -> Set<Self> {
        switch form {
        case .digits, .spell:
            switch type {
            case .digits, .number, .decimal: [.digit, .sign]
            case .boolean, .text, .recording, .list, .any: characters
            }
        case .number: numbers
        case .ordinal: [.ordinal, .number, .word]
        case .date: [.year, .month, .day, .ordinal, .number, .word]
        case .time: [.time, .hour, .minute, .number, .word]
        case .money: numbers.union([.money])
        case .duration: [.unit, .number, .word]
        case .list: numbers.union(characters)
        }
    }
}

extension ClipText {
    /// The part it belongs to.
    public var part: VocabularyPart? {
        VocabularyPart(rawValue: String(name.prefix { $0 != "/" }))
    }
}

extension Flow {
    /// The parts of a vocabulary that its values and read-backs can need.
    public var vocabulary: Set<VocabularyPart> {
        let scope = ExpressionScope(types: variables.mapValues(\.type))
        var parts: Set<VocabularyPart> = []
        for step in steps.values {
            for (expression, purpose) in step.expressions + step.confirmation.expressions {
                guard case .spoken(let form) = purpose else { continue }
                parts.formUnion(VocabularyPart.needed(saying: form, of: (try? expression.value.type(in: scope)) ?? .any))
            }
            if case .enqueue(let enqueue) = step.verb, enqueue.tells != (false, false) { parts.insert(.queue) }
            if case .gather(let gather) = step.verb { parts.formUnion(readBack(gather)) }
            if case .menu(let menu) = step.verb, menu.options.contains(where: { $0.say != nil }) { parts.formUnion(Self.doubts) }
        }
        return commands.contains { $0.say != nil } ? parts.union(Self.doubts) : parts
    }

    /// What "You chose 2, is that right?" needs.
    private static let doubts: Set<VocabularyPart> = [.confirm, .digit, .sign]

    /// What "You entered ..." can need: the answer may be said as any of its forms.
    private func readBack(_ gather: Gather) -> Set<VocabularyPart> {
        guard gather.confirm.occasion == .always || gather.confirm.occasion == .unsure && gather.speech != nil else { return [] }
        guard gather.confirm.prompt == nil else { return [] }
        let type = variables[gather.into.value].map { ExpressionType($0.type) } ?? .any
        let forms: [SpokenValue.Form] =
            switch gather.speech {
            case .builtIn(.date): [.date, .digits]
            case .builtIn(.time): [.time, .digits]
            case .builtIn(.money): [.money, .digits]
            default: type.isNumeric ? [.number, .digits] : [.digits]
            }
        return forms.reduce([.confirm, .digit, .sign]) { $0.union(VocabularyPart.needed(saying: $1, of: type)) }
    }
}
