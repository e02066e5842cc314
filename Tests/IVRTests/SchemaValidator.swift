import Diagnostics
import Foundation

/// As much of JSON Schema 2020-12 as the schema of flows uses, written from its words and not from ours.
struct SchemaValidator {
    private let root: [String: Any]
    private let patterns: [String: NSRegularExpression]

    init(_ text: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
        var patterns: [String: NSRegularExpression] = [:]
        for pattern in Self.patterns(in: root) { patterns[pattern] = try NSRegularExpression(pattern: pattern) }
        self.patterns = patterns
    }

    private static func patterns(in value: Any) -> [String] {
        if let object = value as? [String: Any] {
            return object.flatMap { word, value in word == "pattern" ? (value as? String).map { [$0] } ?? [] : patterns(in: value) }
        }
        return (value as? [Any] ?? []).flatMap { patterns(in: $0) }
    }

    /// What of a YAML document does not fit, as paths.
    func complaints(about node: SourceNode) -> [String] {
        complaints(node, root, "$")
    }

    /// The words of the schema that the validator does not know: there must be none.
    func unknownWords() -> Set<String> {
        var words: Set<String> = []
        collect(root, into: &words)
        return words.subtracting([
            "$schema", "title", "description", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "propertyNames",
            "pattern", "minimum", "maximum", "enum", "items", "anyOf", "oneOf", "allOf", "if", "then",
        ])
    }

    private func collect(_ schema: [String: Any], into words: inout Set<String>) {
        for (word, value) in schema {
            words.insert(word)
            if word == "properties" || word == "$defs" {
                for case let member as [String: Any] in (value as? [String: Any] ?? [:]).values { collect(member, into: &words) }
            } else if let member = value as? [String: Any] {
                collect(member, into: &words)
            } else if let members = value as? [[String: Any]] {
                for member in members { collect(member, into: &words) }
            }
        }
    }

    private func complaints(_ node: SourceNode, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let reference = schema["$ref"] as? String {
            let name = String(reference.dropFirst("#/$defs/".count))
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else { return ["\(path): no definition \(name)"] }
            found += complaints(node, target, path)
        }
        found += scalarComplaints(node, schema, path) + objectComplaints(node, schema, path)
        if let elements = node.elements {
            if let items = schema["items"] as? [String: Any] {
                for (number, element) in elements.enumerated() { found += complaints(element, items, "\(path)[\(number)]") }
            }
        }
        return found + combined(node, schema, path)
    }

    private func combined(_ node: SourceNode, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        if let any = schema["anyOf"] as? [[String: Any]], any.allSatisfy({ !complaints(node, $0, path).isEmpty }) {
            found.append("\(path): fits none")
        }
        if let one = schema["oneOf"] as? [[String: Any]], one.count(where: { complaints(node, $0, path).isEmpty }) != 1 {
            found.append("\(path): fits not exactly one")
        }
        for part in schema["allOf"] as? [[String: Any]] ?? [] { found += complaints(node, part, path) }
        if let condition = schema["if"] as? [String: Any], let then = schema["then"] as? [String: Any],
            complaints(node, condition, path).isEmpty
        {
            found += complaints(node, then, path)
        }
        return found
    }

    private func objectComplaints(_ node: SourceNode, _ schema: [String: Any], _ path: String) -> [String] {
        guard let entries = node.entries else { return [] }
        var found: [String] = []
        for name in schema["required"] as? [String] ?? [] where node[name] == nil { found.append("\(path): no \(name)") }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for entry in entries {
            let path = "\(path).\(entry.name)"
            if let names = schema["propertyNames"] as? [String: Any] { found += scalarComplaints(.init(text: entry.key), names, path) }
            if let property = properties[entry.name] {
                found += complaints(entry.value, property, path)
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(path): not known")
            } else if let others = schema["additionalProperties"] as? [String: Any] {
                found += complaints(entry.value, others, path)
            }
        }
        return found
    }

    private func scalarComplaints(_ node: SourceNode, _ schema: [String: Any], _ path: String) -> [String] {
        scalarComplaints(Scalar(node), schema, path)
    }

    private func scalarComplaints(_ scalar: Scalar, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
        if let types, !types.contains(where: scalar.types.contains) { found.append("\(path): not \(types)") }
        if let words = schema["enum"] as? [String], !(scalar.types == ["string"] && words.contains(scalar.text)) {
            found.append("\(path): not one of \(words)")
        }
        if let pattern = schema["pattern"] as? String, scalar.types == ["string"] {
            let whole = NSRange(scalar.text.startIndex..., in: scalar.text)
            if patterns[pattern]?.firstMatch(in: scalar.text, range: whole) == nil { found.append("\(path): not \(pattern)") }
        }
        if let number = scalar.number {
            if let least = schema["minimum"] as? Double, number < least { found.append("\(path): too small") }
            if let most = schema["maximum"] as? Double, number > most { found.append("\(path): too large") }
        }
        return found
    }

    /// A node as JSON sees it, by the core schema of YAML 1.2.
    private struct Scalar {
        var types: [String]
        var text = ""
        var number: Double?

        init(text key: SourceNode) {
            types = ["string"]
            text = key.text ?? ""
        }

        init(_ node: SourceNode) {
            switch node.kind {
            case .mapping: types = ["object"]
            case .sequence: types = ["array"]
            case .scalar(let text, let style):
                self.text = text
                types = ["string"]
                guard style == .plain else { return }
                if node.isNothing {
                    types = ["null"]
                } else if text == "true" || text == "false" {
                    types = ["boolean"]
                } else if Int(text) != nil {
                    types = ["integer", "number"]
                    number = Double(text)
                } else if text.first.map({ "+-.0123456789".contains($0) }) == true, Double(text) != nil {
                    types = ["number"]
                    number = Double(text)
                }
            }
        }
    }
}
