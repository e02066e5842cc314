import TestPrograms
import Testing

@testable import Server

@Suite(.serialized) struct `Media ports` {
    /// Twenty ports that no other test process takes; the first is even.
    private let mark: PortMark
    private var base: UInt16 { mark.port }

    init() throws { mark = try #require(PortMark.first(of: stride(from: 27_000, to: 27_500, by: 20))) }

    @Test func `pairs begin with an even port and are handed out in turn`() throws {
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: base + 1...base + 10))
        #expect(pool.capacity == 4)
        let first = try #require(pool.take())
        #expect(first.number == base + 2)
        let (rtp, rtcp) = (first.rtp.port, first.rtcp.port)
        #expect(rtp == base + 2)
        #expect(rtcp == base + 3)
        let second = try #require(pool.take())
        #expect(second.number == base + 4)
        #expect(pool.takenCount == 2)
    }

    @Test func `a pair rests after its call and can be had again when all others are taken`() throws {
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: base...base + 3))
        var first = pool.take()
        #expect(first?.number == base)
        first = nil
        let second = try #require(pool.take())
        #expect(second.number == base + 2)
        let third = try #require(pool.take())
        #expect(third.number == base)
        #expect(pool.take() == nil)
        _ = (second, third)
    }

    @Test func `a port that another program holds is passed over`() throws {
        let other = try #require(MediaPortPool(ipv4: "127.0.0.1", range: base...base + 1))
        let held = try #require(other.take())
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: base...base + 3))
        #expect(pool.take()?.number == base + 2)
        _ = held
    }

    @Test func `what is no address or no pair makes no pool`() {
        #expect(MediaPortPool(ipv4: "localhost", range: base...base + 1) == nil)
        #expect(MediaPortPool(ipv4: "127.0.0.1", range: base + 1...base + 2) == nil)
    }
}
