import Yams

/// A YAML file as a tree in which every word knows its place.
///
/// A subset of YAML is read, the one people write by hand: maps, lists and scalars in block or flow style, comments.
/// Anchors, aliases, tags, merge keys, several documents in one file and keys that are not scalars are refused,
/// as are files above the ``limits``, so that a hostile file costs no more than a long one.
public struct SourceTree: Sendable {
    /// How large a file may be.
    public struct Limits: Sendable {
        /// The size of the file [octets].
        public var size = 1 << 20
        /// How deep maps and lists may be nested.
        public var depth = 64

        /// The limits for a file that a person writes.
        public init() {}
    }

    /// The text, for showing the lines of findings.
    public let source: SourceText
    /// The document, or nothing when the file holds only comments.
    public let root: SourceNode?
    /// How many nodes it has; their ``SourceNode/index`` is below it.
    public let count: Int

    /// Reads a file's text; the first thing that is not YAML ends the reading and is the only finding.
    public static func parse(_ text: String, path: String, limits: Limits = Limits()) -> Result<SourceTree, Diagnostic> {
        let text = text.withoutByteOrderMark
        let source = SourceText(text, path: path)
        do {
            try TextGuard(source: source, limits: limits).check(text)
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            let document = try parser.singleRoot()
            var builder = TreeBuilder(source: source, limits: limits)
            // The parser owns the anchors that the nodes refer to weakly: it has to outlive the walk.
            let root = try withExtendedLifetime(parser) { try document.map { try builder.node(from: $0, depth: 0) } }
            return .success(SourceTree(source: source, root: root, count: builder.count))
        } catch let finding as Diagnostic {
            return .failure(finding)
        } catch let error as YamlError {
            return .failure(SyntaxErrorWording(source: source).diagnostic(for: error))
        } catch {
            let range = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
            return .failure(Diagnostic(at: range, "this file cannot be read as YAML", rule: "syntax"))
        }
    }

    /// Reads a file's octets, which have to be UTF-8.
    public static func parse(_ octets: some Collection<UInt8>, path: String, limits: Limits = Limits()) -> Result<SourceTree, Diagnostic> {
        guard let text = String(validating: octets, as: UTF8.self) else {
            return .failure(TextGuard.notUTF8(octets, path: path))
        }
        return parse(text, path: path, limits: limits)
    }
}
