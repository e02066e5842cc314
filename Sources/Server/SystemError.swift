import Glibc

/// What the kernel refused, with its own reason.
struct SystemError: Error, CustomStringConvertible {
    /// What was tried, as the end of "cannot".
    var doing: String
    /// The kernel's error number.
    var code: Int32

    var description: String { "cannot \(doing): \(String(cString: strerror(code)))" }
}
