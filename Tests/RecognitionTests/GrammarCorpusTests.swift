import Foundation
import Recognition
import Testing

@Suite struct `What fuzzing of grammars found` {
    @Test func `is compiled or refused, and a way through the graph is taken`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Fuzz/Corpus/FuzzGrammar").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 60)
        for file in files {
            let octets = Array(try Data(contentsOf: file))
            guard case .success(let grammar) = GrammarFile.compile(octets, path: "g", language: .english) else { continue }
            var (state, words) = (0, [String]())
            while !grammar.graph.isFinal[state], words.count < 100, let arc = grammar.graph.arcs[state].first {
                words.append(grammar.graph.words[arc.word])
                state = arc.target
            }
            if grammar.graph.isFinal[state] { #expect(grammar.takes(words)) }
        }
    }
}
