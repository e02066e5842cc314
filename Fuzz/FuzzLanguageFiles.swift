import Diagnostics
import IVR
import Recognition

/// The door of what lies beside flows: a text as a catalogue of prompts, as a lexicon and as a list of words.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLanguageFiles(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (catalogue, ofCatalogue) = PromptCatalogue.parse(text, path: "p")
    precondition((catalogue == nil) == ofCatalogue.hasErrors, "a catalogue with errors, or none without")
    let (lexicon, ofLexicon) = Lexicon.parse(text, path: "l", phones: ["T", "AE", "K", "S", "IY"])
    precondition(lexicon.entries.values.allSatisfy { !$0.isEmpty && $0.allSatisfy { !$0.isEmpty } }, "a word without phones")
    let (list, ofList) = WordList.read(text, path: "w")
    precondition(list != nil || !ofList.isEmpty, "no list, and nobody says why")
    for finding in ofCatalogue + ofLexicon + ofList {
        precondition(finding.range.start.line >= 1 && finding.range.start.column >= 1, "a finding nowhere")
    }
    return 0
}
