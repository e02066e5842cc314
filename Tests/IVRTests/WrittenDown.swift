import IVR

/// A flow as text without its places, to see whether two flows are the same.
struct WrittenDown: Hashable {
    let text: String

    init(_ flow: Flow) {
        text = Self.text(of: flow)
    }

    private static func text(of value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .dictionary, .set:
            return "[" + mirror.children.map { text(of: $0.value) }.sorted().joined(separator: ", ") + "]"
        case nil: return "\(value)"
        case .enum where mirror.children.isEmpty: return "\(value)"
        default:
            let children = mirror.children.filter { $0.label != "range" && !($0.label == "path" && $0.value is String) }
            return "(" + children.map { "\($0.label ?? ""): \(text(of: $0.value))" }.joined(separator: ", ") + ")"
        }
    }
}
