extension SIPURI {
    /// Parameters that make URIs differ when only one of them has it (RFC 3261, 19.1.4, and its examples for `transport`).
    private static let decisive = ["user", "ttl", "method", "maddr", "transport"]

    /// Whether both name the same resource by the rules of RFC 3261, 19.1.4. The relation is not transitive.
    public func isEquivalent(to other: SIPURI) -> Bool {
        scheme == other.scheme && hasSameUser(as: other) && host.isEquivalent(to: other.host) && port == other.port
            && hasMatchingParameters(with: other) && hasSameHeaders(as: other)
    }

    /// User and password, the only parts where case matters; escapes mean what they stand for.
    private func hasSameUser(as other: SIPURI) -> Bool {
        if scheme == .tel { return number == other.number }
        return user.map(Self.unescapedBytes) == other.user.map(Self.unescapedBytes)
            && password.map(Self.unescapedBytes) == other.password.map(Self.unescapedBytes)
    }

    private func hasMatchingParameters(with other: SIPURI) -> Bool {
        for element in parameters.elements {
            let name = Self.decoded(element.name)
            if let value = other.parameters[name] {
                guard Self.decoded(parameters[name] ?? "").isSameIgnoringCase(Self.decoded(value)) else { return false }
            } else if Self.decisive.contains(where: { $0.isSameIgnoringCase(name) }) {
                return false
            }
        }
        return !Self.decisive.contains { other.parameters.contains($0) && !parameters.contains($0) }
    }

    /// Every header must be in both, in any order.
    private func hasSameHeaders(as other: SIPURI) -> Bool {
        guard headers.count == other.headers.count else { return false }
        var rest = other.headers
        for header in headers {
            guard
                let place = rest.firstIndex(where: {
                    Self.decoded($0.name).isSameIgnoringCase(Self.decoded(header.name))
                        && Self.unescapedBytes($0.value) == Self.unescapedBytes(header.value)
                })
            else { return false }
            rest.remove(at: place)
        }
        return true
    }
}
