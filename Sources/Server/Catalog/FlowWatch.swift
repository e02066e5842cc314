import Diagnostics
import Dispatch
import IVR
import Logging

/// Looks at the flow folder every second and brings changed flows into the catalog.
///
/// A file with a mistake never replaces a good version: its findings are logged and the old flow goes on answering. Calls that run keep
/// the version they began with.
actor FlowWatch {
    private let executor = QueueExecutor(.catalogue)
    private let folder: String
    private let context: FlowCatalogContext
    private let catalog: Catalog
    private let log: Logger
    private var stamp: FlowFolder.Stamp
    private var origins: [String: FlowName] = [:]
    private var timer: (any DispatchSourceTimer)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Watches over a folder whose present state is already in the catalog.
    init(folder: String, read: FlowFolder, context: FlowCatalogContext, catalog: Catalog, log: Logger) {
        self.folder = folder
        self.context = context
        self.catalog = catalog
        self.log = log
        stamp = FlowFolder.Stamp(folder)
        for file in read.files { origins[file.path] = file.result.flow?.name }
    }

    /// Begins to look.
    func start() {
        let source = DispatchSource.makeTimerSource(queue: executor.queue)
        source.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(200))
        source.setEventHandler { [weak self] in self?.assumeIsolated { $0.look() } }
        source.activate()
        timer = source
    }

    /// Stops looking.
    func stop() {
        timer.take()?.cancel()
    }

    /// Looks once, and reads what has changed.
    func look() {
        let seen = FlowFolder.Stamp(folder)
        guard seen != stamp else { return }
        let changed = Set(seen.files.filter { stamp.files[$0.key] != $0.value }.keys)
        stamp = seen
        var flows = catalog.current.flows
        for gone in origins.keys where seen.files[gone] == nil {
            guard let name = origins.removeValue(forKey: gone) else { continue }
            flows[name] = nil
            log.notice("flow removed", metadata: ["flow": "\(name)", "file": "\(gone)"])
        }
        for file in FlowFolder(folder, context: context).files { take(file, isChanged: changed.contains(file.path), into: &flows) }
        catalog.replace(flows: flows)
    }

    private func take(_ file: FlowFolder.File, isChanged: Bool, into flows: inout [FlowName: Flow]) {
        if isChanged {
            let level: Logger.Level = file.result.diagnostics.hasErrors ? .error : .warning
            for finding in file.result.diagnostics.rendered(in: file.result.source) { log.log(level: level, "\(finding)") }
        }
        guard let flow = file.result.flow else {
            if isChanged { log.error("flow not replaced: the file has mistakes", metadata: ["file": "\(file.path)"]) }
            return
        }
        if let old = origins[file.path], old != flow.name { flows[old] = nil }
        origins[file.path] = flow.name
        flows[flow.name] = flow
        if isChanged { log.notice("flow loaded", metadata: ["flow": "\(flow.name)", "file": "\(file.path)"]) }
    }
}
