extension WordNetwork {
    /// What lies along a path besides its words.
    enum Mark: Hashable {
        case tag(String)
        case open(SpokenType)
        case close
    }

    /// The marks along the first path, in the order of writing, that takes exactly these words; nothing when none does.
    ///
    /// A depth-first search that visits each pair of state and position once, so that it ends after states times words steps.
    func marks(for words: [String]) -> [Mark]? {
        struct Visit: Hashable {
            var state: Int
            var position: Int
        }
        struct Step {
            var visit: Visit
            var label: Label
            /// The step before, in `steps`.
            var previous: Int
        }
        var steps = [Step(visit: Visit(state: start, position: 0), label: .nothing, previous: -1)]
        var stack = [0]
        var seen: Set<Visit> = []
        while let index = stack.popLast() {
            let visit = steps[index].visit
            guard seen.insert(visit).inserted else { continue }
            if visit.state == end, visit.position == words.count {
                let path = sequence(first: index) { steps[$0].previous < 0 ? nil : steps[$0].previous }
                return path.reversed().compactMap { Self.mark(steps[$0].label) }
            }
            for arc in arcs[visit.state].reversed() {
                var next = Visit(state: arc.target, position: visit.position)
                if case .word(let word) = arc.label {
                    guard visit.position < words.count, words[visit.position] == word else { continue }
                    next.position += 1
                }
                stack.append(steps.count)
                steps.append(Step(visit: next, label: arc.label, previous: index))
            }
        }
        return nil
    }

    private static func mark(_ label: Label) -> Mark? {
        switch label {
        case .tag(let text): .tag(text)
        case .open(let type): .open(type)
        case .close: .close
        case .word, .nothing: nil
        }
    }

    /// What the marks mean: the document's own tags first, else the last answer of a built-in type; nothing when there is neither.
    static func value(of marks: [Mark], tags meaning: GrammarDocument.TagMeaning) -> SpokenValue? {
        var own: [String] = []
        var inner: [String] = []
        var type: SpokenType?
        var answer: SpokenValue?
        for mark in marks {
            switch mark {
            case .open(let opened): (type, inner) = (opened, [])
            case .tag(let text): if type == nil { own.append(text) } else { inner.append(text) }
            case .close:
                answer = type.flatMap { SpokenTags(inner).value(of: $0) }
                type = nil
            }
        }
        guard let last = own.last else { return answer }
        return .text(meaning == .last ? last : own.joined(separator: " "))
    }
}
