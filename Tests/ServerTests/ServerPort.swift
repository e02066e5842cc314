import RTP
import Synchronization
import TestPrograms
import Testing

@testable import Server

/// A free loopback port for the signalling of a server that a test starts: what a killed run of the tests left behind may hold some.
///
/// It is below those that the kernel gives away by itself, and so is the range of media that is a thousand ports above.
enum ServerPort {
    /// Apart from one another, since some tests take those that follow for their telephones.
    private static let distance = 10
    private static let ports = stride(from: 28_000, to: 29_000, by: distance)
    private static let untried = Mutex(Array(ports.reversed()))

    /// Ports that other test processes leave alone.
    private static let marks = Mutex<[PortMark]>([])

    /// A port that nobody uses for datagrams, another one each time.
    static func take() throws -> Int {
        let port: Int? = untried.withLock { untried in
            while let port = untried.popLast() {
                guard let mark = PortMark(UInt16(port)), isFree(UInt16(port)) else { continue }
                marks.withLock { $0.append(mark) }
                return port
            }
            return nil
        }
        return try #require(port, "no port of \(ports) is free")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        (try? UDPSocket(bound: TransportAddress(127, 0, 0, 1, port: port).system)) != nil
    }
}
