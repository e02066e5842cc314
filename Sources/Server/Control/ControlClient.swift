import Foundation
import Glibc

/// The command's side of the local socket.
public enum ControlClient {
    /// How long the server may take [s].
    private static let patience = 5
    /// More is no answer [octets].
    private static let longestAnswer = 64 << 20

    /// Why there is no answer, in words that say what to do.
    public struct Failure: Error, CustomStringConvertible {
        /// One sentence without a full stop, or two.
        public var description: String
    }

    /// Asks the server at a socket.
    public static func ask(_ request: ControlRequest, at path: String) throws(Failure) -> ControlAnswer {
        let descriptor: Int32
        switch LocalAddress.connect(to: path) {
        case .success(let open): descriptor = open
        case .failure(let reason): throw Failure(description: explanation(of: reason.code, path))
        }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        try write(request.line, to: descriptor)
        let line = try readLine(from: descriptor)
        guard let answer = try? JSONDecoder().decode(ControlAnswer.self, from: Data(line)) else {
            throw Failure(description: "the answer makes no sense: command and server may be of different versions")
        }
        return answer
    }

    private static func write(_ octets: [UInt8], to descriptor: Int32) throws(Failure) {
        var done = 0
        while done < octets.count {
            let count = octets[done...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 || errno == EINTR else { throw Failure(description: "the server does not listen: \(words(errno))") }
            done += max(0, count)
        }
    }

    private static func readLine(from descriptor: Int32) throws(Failure) -> [UInt8] {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while line.count < longestAnswer {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = count == 0 ? "it hung up" : errno == EAGAIN ? "nothing came in \(patience) s" : words(errno)
                throw Failure(description: "the server does not answer: \(reason)")
            }
            if let end = buffer[..<count].firstIndex(of: UInt8(ascii: "\n")) { return line + buffer[..<end] }
            line += buffer[..<count]
        }
        throw Failure(description: "the answer has no end")
    }

    private static func explanation(of code: Int32, _ path: String) -> String {
        switch code {
        case ENOENT: "no server is running here: there is no socket at \(path). `hotline serve` makes it, if its `control:` says so"
        case ECONNREFUSED: "no server is running here: the socket at \(path) was left by one that is gone. Start `hotline serve`"
        case EACCES, EPERM: "you may not use \(path): it is for \(owners(path))"
        case ENOTSOCK: "\(path) is no socket"
        default: "cannot reach the server at \(path): \(words(code))"
        }
    }

    /// `the user hotline and the group hotline`.
    private static func owners(_ path: String) -> String {
        var found = stat()
        guard stat(path, &found) == 0 else { return "others; ask its owner, or use sudo" }
        let user = getpwuid(found.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "\(found.st_uid)"
        let group = getgrgid(found.st_gid).map { String(cString: $0.pointee.gr_name) } ?? "\(found.st_gid)"
        return "the user \(user) and the group \(group); join that group, or use sudo"
    }

    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
