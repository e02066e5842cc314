import Diagnostics
import IVR

/// The flows that answer calls, each in its last good version.
struct ServedFlows: Sendable {
    /// The flows by name.
    private(set) var flows: [FlowName: Flow] = [:]
    /// Routes that would lead nowhere after a restart.
    private(set) var strays: Set<StrayRoute> = []
    /// The files that hold mistakes.
    private(set) var broken: Set<String> = []
    /// The flows that files hold, by the files' paths; a file with mistakes holds its flow all the same.
    private var origins: [String: FlowName] = [:]

    /// Takes the good flows of a folder in place of their earlier versions.
    ///
    /// A flow whose file is gone goes on as long as a route leads to it, straight or by way of others that run it.
    mutating func take(_ folder: FlowFolder, for routes: [Configuration.Route]) {
        let paths = Set(folder.files.map(\.path))
        origins = origins.filter { paths.contains($0.key) }
        broken = Set(folder.files.filter { $0.result.flow == nil }.map(\.path))
        for file in folder.files {
            if let name = file.result.interface?.name { origins[file.path] = name }
            if let flow = file.result.flow { flows[flow.name] = flow }
        }
        let filed = Set(origins.values)
        strays = Set(
            routes.flatMap { route in
                reached(from: route.flow).subtracting(filed).map { StrayRoute(route: "\(route.match)", flow: $0) }
            })
        let kept = filed.union(strays.map(\.flow))
        flows = flows.filter { kept.contains($0.key) }
    }

    /// The flow, and those that it runs.
    private func reached(from first: FlowName) -> Set<FlowName> {
        var reached: Set<FlowName> = []
        var open = [first]
        while let name = open.popLast() {
            guard let flow = flows[name], reached.insert(name).inserted else { continue }
            open += FlowInterface(of: flow).runs
        }
        return reached
    }

    /// The parts of a vocabulary that they need together.
    var vocabulary: Set<VocabularyPart> {
        flows.values.reduce([]) { $0.union($1.vocabulary) }
    }

    /// The languages in which they take spoken answers.
    var listeningLanguages: Set<LanguageTag> {
        flows.values.reduce([]) { $0.union($1.listeningLanguages) }
    }

    /// What would be wrong with them in other surroundings.
    func objections(in context: FlowCatalogContext) -> [Diagnostic] {
        var context = context
        context.flows = flows.mapValues { FlowInterface(of: $0) }
        return flows.values.flatMap { FlowChecker.check($0, context: context) }.filter { $0.severity == .error }.inReadingOrder()
    }
}

/// A route whose flow is only served because it was there once.
struct StrayRoute: Hashable, Sendable {
    /// Which numbers: `95128`, `123...`, `others`.
    var route: String
    /// The flow without a file.
    var flow: FlowName
}
