/// Finds the flow for a called number: the number itself first, then the longest prefix, then the route for all others.
struct RouteTable: Sendable {
    private var numbers: [String: Configuration.Route] = [:]
    private var prefixes: [(prefix: String, route: Configuration.Route)] = []
    private var rest: Configuration.Route?

    /// The configuration's routes; of several for the same numbers the first counts.
    init(_ routes: [Configuration.Route]) {
        for route in routes.reversed() {
            switch route.match {
            case .number(let number): numbers[number] = route
            case .prefix(let prefix): prefixes.append((prefix, route))
            case .any: rest = route
            }
        }
        prefixes.sort { $0.prefix.count > $1.prefix.count }
    }

    /// The route of a number.
    subscript(number: String) -> Configuration.Route? {
        numbers[number] ?? prefixes.last { number.hasPrefix($0.prefix) && $0.prefix.count == longest(number) }?.route ?? rest
    }

    private func longest(_ number: String) -> Int {
        prefixes.first { number.hasPrefix($0.prefix) }?.prefix.count ?? 0
    }
}
