extension FlowGraph {
    /// The sets of steps from each of which every other can be reached over some arrows only (Tarjan 1972), without recursion.
    ///
    /// A step alone is a component only when it leads to itself.
    func cycles(over isFollowed: (_ from: Int, _ to: Int, Edge.Cause) -> Bool) -> [[Int]] {
        let arrows = nodes.indices.map { from in
            nodes[from].successors.filter { isFollowed(from, $0.index, $0.cause) }.map(\.index)
        }
        var search = ComponentSearch(arrows: arrows)
        return search.components().filter { $0.count > 1 || arrows[$0[0]].contains($0[0]) }.map { $0.sorted() }
    }
}

/// Tarjan's strongly connected components with a stack of our own.
private struct ComponentSearch {
    let arrows: [[Int]]
    private var order: [Int?]
    private var low: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var found: [[Int]] = []
    private var count = 0

    init(arrows: [[Int]]) {
        self.arrows = arrows
        order = Array(repeating: nil, count: arrows.count)
        low = Array(repeating: 0, count: arrows.count)
        isOpen = Array(repeating: false, count: arrows.count)
    }

    mutating func components() -> [[Int]] {
        for node in arrows.indices where order[node] == nil { search(from: node) }
        return found
    }

    private mutating func enter(_ node: Int) {
        order[node] = count
        low[node] = count
        count += 1
        open.append(node)
        isOpen[node] = true
    }

    private mutating func search(from root: Int) {
        var path: [(node: Int, next: Int)] = [(root, 0)]
        enter(root)
        while let (node, next) = path.last {
            if next < arrows[node].count {
                path[path.count - 1].next += 1
                let successor = arrows[node][next]
                if let seen = order[successor] {
                    if isOpen[successor] { low[node] = min(low[node], seen) }
                } else {
                    enter(successor)
                    path.append((successor, 0))
                }
            } else {
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
                if low[node] == order[node] { close(node) }
            }
        }
    }

    private mutating func close(_ node: Int) {
        var component: [Int] = []
        while let last = open.popLast() {
            isOpen[last] = false
            component.append(last)
            if last == node { break }
        }
        found.append(component)
    }
}
