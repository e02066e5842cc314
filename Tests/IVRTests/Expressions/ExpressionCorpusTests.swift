import Foundation
import IVR
import Testing

@Suite struct `What fuzzing of expressions found` {
    @Test func `is read or refused within its own text`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let files = try FileManager.default.contentsOfDirectory(
            at: root.appending(path: "Fuzz/Corpus/FuzzExpression"), includingPropertiesForKeys: nil)
        #expect(files.count >= 20)
        for file in files {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            do {
                let expression = try Expression(text)
                _ = try expression.type(in: World.scope)
                _ = try? expression.evaluate(in: World.context)
                _ = try Template(text).filled(in: World.context)
            } catch let error as ExpressionError {
                #expect(error.offset >= 0 && error.offset <= text.count)
            } catch is EvaluationError {}
            if let value = FlowValue(json: text) { #expect(FlowValue(json: value.json)?.json == value.json) }
        }
    }
}
