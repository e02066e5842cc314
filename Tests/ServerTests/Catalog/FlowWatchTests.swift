import CallEngine
import IVR
import Logging
import Testing

@testable import Server

@Suite struct `Changing flows` {
    private static func flow(_ reason: String) -> String {
        "flow: f\nlanguage: en-US\nstart: bye\nsteps:\n  bye:\n    hangup: \(reason)\n"
    }

    private func reason(_ catalog: Catalog) -> String? {
        guard case .hangup(let hangup)? = catalog.current.flows["f"]?.steps["bye"]?.verb else { return nil }
        return "\(hangup)"
    }

    @Test func `a changed flow replaces the old one, a broken edit does not`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.flow("one"), to: "Flows/f.yaml")
        let read = FlowFolder(folder.file("Flows"), context: FlowCatalogContext())
        let flows = Dictionary(uniqueKeysWithValues: read.files.compactMap { $0.result.flow.map { ($0.name, $0) } })
        let catalog = Catalog(.init(flows: flows))
        let watch = FlowWatch(
            folder: folder.file("Flows"), read: read, context: FlowCatalogContext(), catalog: catalog, log: Logger(label: "test"))
        #expect(reason(catalog)?.contains("one") == true)

        try folder.write(Self.flow("twenty-two"), to: "Flows/f.yaml")
        await watch.look()
        #expect(reason(catalog)?.contains("twenty-two") == true)

        try folder.write("flow: f\nlanguage: en-US\nstart: nowhere\nsteps: {}\n", to: "Flows/f.yaml")
        await watch.look()
        #expect(reason(catalog)?.contains("twenty-two") == true)

        try folder.write(Self.flow("three"), to: "Flows/g.yaml")
        await watch.look()
        #expect(reason(catalog)?.contains("three") == true)
    }

    @Test func `two files with one flow name are a mistake of the second`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.flow("one"), to: "Flows/a.yaml")
        try folder.write(Self.flow("two"), to: "Flows/b.yaml")
        let files = FlowFolder(folder.file("Flows"), context: FlowCatalogContext()).files
        #expect(files[0].result.flow != nil)
        #expect(files[1].result.flow == nil)
        #expect(files[1].result.diagnostics.contains { $0.rule == "flow-twice" })
    }
}
