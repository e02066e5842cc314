extension StringProtocol where SubSequence == Substring {
    /// The parts between the places where an ASCII character stands, found byte by byte, which is much faster than by characters.
    func split(at separator: Unicode.Scalar, keepsEmpty: Bool = false) -> [Substring] {
        var parts: [Substring] = []
        var start = startIndex
        while true {
            let end = utf8[start...].firstIndex(of: UInt8(ascii: separator)) ?? endIndex
            if keepsEmpty || start < end { parts.append(self[start..<end]) }
            guard end < endIndex else { return parts }
            start = utf8.index(after: end)
        }
    }
}
