@testable import IVR
import Testing

@Suite struct `Vocabularies` {
    @Test(arguments: SpokenLanguage.allCases)
    func `name each clip once and give it a text`(_ language: SpokenLanguage) {
        let names = language.vocabulary.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(language.vocabulary.allSatisfy { !$0.text.isEmpty && $0.name.contains("/") })
        #expect(language.vocabulary.allSatisfy { ($0.pinyin != nil) == (language == .mandarin) })
        #expect(names.count < 600)
    }

    /// Values of every form at random; a fixed seed keeps the sample the same.
    @Test(arguments: SpokenLanguage.allCases)
    func `hold whatever can be said`(_ language: SpokenLanguage) throws {
        let vocabulary = Set(language.vocabulary.map(\.name))
        var random = SeededGenerator(seed: 20_261_121)
        var said = 0
        for _ in 0..<6_000 {
            let value = Self.value(&random)
            for form in SpokenValue.Form.allCases {
                guard let clips = try? language.clips(saying: value, as: form, currency: Currency.allCases.randomElement(using: &random))
                else {
                    continue
                }
                said += clips.count
                for clip in clips where !vocabulary.contains(clip.name) {
                    Issue.record("\(clip) of \(value.json) as \(form) is not listed")
                }
            }
        }
        #expect(said > 50_000)
    }

    @Test(arguments: SpokenLanguage.allCases)
    func `are made of known parts`(_ language: SpokenLanguage) {
        #expect(language.vocabulary.allSatisfy { $0.part != nil })
    }

    /// What a flow is said to need is enough, whatever its values turn out to be.
    @Test(arguments: SpokenLanguage.allCases, SpokenValue.Form.allCases)
    func `hold in the parts of a form whatever it says`(_ language: SpokenLanguage, _ form: SpokenValue.Form) throws {
        let parts = Dictionary(language.vocabulary.map { ($0.name, $0.part) }) { first, _ in first }
        var random = SeededGenerator(seed: 20_261_122)
        for _ in 0..<2_000 {
            let value = Self.value(&random)
            let types = ExpressionType.possible(for: value)
            guard let clips = try? language.clips(saying: value, as: form, currency: Currency.allCases.randomElement(using: &random))
            else { continue }
            for type in types {
                let needed = VocabularyPart.needed(saying: form, of: type)
                for clip in clips where parts[clip.name].map({ $0.map(needed.contains) != true }) ?? true {
                    Issue.record("\(clip) of \(value.json) as \(form) is not among \(needed)")
                }
            }
        }
    }

    private static func value(_ random: inout SeededGenerator) -> FlowValue {
        let magnitude = Int.random(in: 0...18, using: &random)
        let number = Int.random(in: 0...(0..<magnitude).reduce(1) { product, _ in product * 10 }, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return .number(Bool.random(using: &random) ? number : -number)
        case 1: return DecimalNumber("\(number / 1_000_000).\(number % 1_000_000)").map(FlowValue.decimal) ?? .null
        case 2: return .text("\(Int.random(in: 1...2999, using: &random) + 1000)-0\(number % 9 + 1)-1\(number % 10)")
        case 3: return .text("\(number % 24):\(number % 50 + 10)")
        case 4: return .list([.number(number), .text("苏B\(number)")])
        case 5:
            return .text(
                String(String.UnicodeScalarView((0..<8).compactMap { _ in Unicode.Scalar(UInt32.random(in: 32...0x9FFF, using: &random)) }))
            )
        default: return .number(number % 100_000)
        }
    }

    @Test(arguments: [
        Said("\"12x\"", .number, ""), Said("{}", .digits, ""), Said("null", .spell, ""), Said("1.5", .ordinal, ""),
        Said("-1", .ordinal, ""),
        Said("2026-02-29", .date, ""), Said("2026-13-01", .date, ""), Said("29.3.2026", .date, ""), Said("24:00", .time, ""),
        Said("7:5", .time, ""),
        Said("18:05x", .time, ""), Said("\"x\"", .money, ""), Said("-1", .duration, ""), Said("[[1]]", .list, ""),
        Said("20261121", .date, ""),
    ]) func `refuse what has no such form`(_ row: Said) {
        for language in SpokenLanguage.allCases {
            #expect(throws: SpeechError.self) { try row.said(in: language) }
        }
    }
}

extension ExpressionType {
    /// The types a value may be known by before it is there.
    fileprivate static func possible(for value: FlowValue) -> [ExpressionType] {
        switch value {
        case .number: [.number, .any]
        case .decimal: [.decimal, .any]
        case .text(let text): text.allSatisfy { "0"..."9" ~= $0 } ? [.digits, .text, .any] : [.text, .any]
        default: [.any]
        }
    }
}
