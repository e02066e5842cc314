extension MutableSpan<UInt8> {
    /// Copies as many of the octets as there is room for from `start` on, and returns how many.
    ///
    /// What is known before a loop is not checked in it, and then the compiler moves many octets at a time; it knows only of a copy to the
    /// beginning that it stays inside.
    @inlinable @discardableResult public mutating func copy(_ octets: Span<UInt8>, at start: Int = 0) -> Int {
        guard start >= 0, start <= count else { return 0 }
        let source = octets.extracting(first: count - start)
        if start == 0 {
            guard source.count <= count else { return 0 }
            for index in 0..<source.count { self[index] = source[index] }
        } else {
            for index in 0..<source.count { self[start &+ index] = source[index] }
        }
        return source.count
    }
}
