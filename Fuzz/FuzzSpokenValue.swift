import IVR

/// What every language can say, by name.
private let vocabularies: [SpokenLanguage: Set<String>] = Dictionary(
    uniqueKeysWithValues: SpokenLanguage.allCases.map { ($0, Set($0.vocabulary.map(\.name))) })

/// The door of values that are said: a caller's or a server's text, in each form and language; whatever comes of it has to be a clip
/// that exists.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSpokenValue(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: min(count, 300)), as: UTF8.self)
    var values: [FlowValue] = [.text(text), .list(text.split(separator: "\n").prefix(5).map { .text(String($0)) })]
    if let number = Int(text) { values.append(.number(number)) }
    if let decimal = DecimalNumber(text) { values.append(.decimal(decimal)) }
    for value in values {
        for form in SpokenValue.Form.allCases {
            for language in SpokenLanguage.allCases {
                guard let clips = try? language.clips(saying: value, as: form) else { continue }
                precondition(clips.allSatisfy { vocabularies[language]?.contains($0.name) == true }, "a clip that does not exist")
            }
        }
    }
    return 0
}
