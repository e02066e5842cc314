import Glibc
import Synchronization
import TestPrograms

/// A free loopback port for a program that a test starts.
///
/// It is below those that the kernel gives away by itself. A test knocks until the program answers; if the kernel could give the knocking
/// socket that very port, it would now and then connect with itself (RFC 793, 3.4: both sides open at once). Then the test talks to nobody,
/// and the program finds its port taken.
enum ProgramPort {
    private static let ports: ClosedRange<UInt16> = 12_000...15_999
    /// baresip takes the port after its own, too, for TLS.
    private static let distance: UInt16 = 2
    private static let count = UInt16(ports.count) / distance
    /// Other test processes leave these alone.
    private static let marks = Mutex<[PortMark]>([])
    private static let next = Mutex(UInt16(truncatingIfNeeded: getpid()) % count)

    /// A port that nobody uses for datagrams or connections, another one each time; the one after it is free as well.
    static func take() throws -> UInt16 {
        for _ in 0..<count {
            let port = next.withLock { next in
                next = (next + 1) % count
                return ports.lowerBound + next * distance
            }
            guard let mark = PortMark(port) else { continue }
            if isFree(port, SOCK_STREAM), isFree(port, SOCK_DGRAM), isFree(port + 1, SOCK_STREAM) {
                marks.withLock { $0.append(mark) }
                return port
            }
        }
        throw Impatience(description: "no port in \(ports) is free")
    }

    private static func isFree(_ port: UInt16, _ type: __socket_type) -> Bool {
        (try? LoopbackSocket.bound(to: port, type)).map { close($0) } != nil
    }
}
