import Diagnostics
import Recognition

/// The door of grammar files: JSGF, SRGS XML and phrases, compiled, and a walk through what was compiled.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGrammar(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    guard case .success(let grammar) = GrammarFile.compile(octets, path: "g", language: .english) else { return 0 }
    // The first way through the graph is an utterance that the grammar takes.
    var (state, words) = (0, [String]())
    while !grammar.graph.isFinal[state], words.count < 100, let arc = grammar.graph.arcs[state].first {
        words.append(grammar.graph.words[arc.word])
        state = arc.target
    }
    if grammar.graph.isFinal[state] { precondition(grammar.takes(words), "a way through the graph that is none") }
    _ = grammar.value(of: words)
    return 0
}
