import Testing

@testable import Server

@Suite(.serialized) struct `Media ports` {
    @Test func `pairs begin with an even port and are handed out in turn`() throws {
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: 27_001...27_010))
        #expect(pool.capacity == 4)
        let first = try #require(pool.take())
        #expect(first.number == 27_002)
        let (rtp, rtcp) = (first.rtp.port, first.rtcp.port)
        #expect(rtp == 27_002)
        #expect(rtcp == 27_003)
        let second = try #require(pool.take())
        #expect(second.number == 27_004)
        #expect(pool.takenCount == 2)
    }

    @Test func `a pair rests after its call and can be had again when all others are taken`() throws {
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: 27_020...27_023))
        var first = pool.take()
        #expect(first?.number == 27_020)
        first = nil
        let second = try #require(pool.take())
        #expect(second.number == 27_022)
        let third = try #require(pool.take())
        #expect(third.number == 27_020)
        #expect(pool.take() == nil)
        _ = (second, third)
    }

    @Test func `a port that another program holds is passed over`() throws {
        let other = try #require(MediaPortPool(ipv4: "127.0.0.1", range: 27_040...27_041))
        let held = try #require(other.take())
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: 27_040...27_043))
        #expect(pool.take()?.number == 27_042)
        _ = held
    }

    @Test func `what is no address or no pair makes no pool`() {
        #expect(MediaPortPool(ipv4: "localhost", range: 27_060...27_061) == nil)
        #expect(MediaPortPool(ipv4: "127.0.0.1", range: 27_061...27_062) == nil)
    }
}
