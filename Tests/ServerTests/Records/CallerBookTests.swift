import CallEngine
import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `What is known of callers` {
    private let noon = RecordFolder.noon

    @Test func `calls of today are counted, this one among them`() {
        var book = CallerBook()
        #expect(book.begin("138", at: noon) == CallerHistory(callsToday: 1))
        #expect(book.begin("138", at: noon.after(seconds: 90)) == CallerHistory(callsToday: 2, sinceLastCall: 90))
        #expect(book.begin("139", at: noon.after(seconds: 90)) == CallerHistory(callsToday: 1))
        #expect(book.begin("138", at: noon.after(seconds: 86_490)) == CallerHistory(callsToday: 1, sinceLastCall: 86_400))
    }

    @Test func `numbers that are withheld have no history`() {
        var book = CallerBook()
        for _ in 1...3 { #expect(book.begin("", at: noon) == CallerHistory()) }
        #expect(book.count == 0)
    }

    @Test func `the queue of the last call that was in one is known`() {
        var book = CallerBook()
        _ = book.begin("138", at: noon)
        book.end(.sample("c1", from: "138", queue: "dispatch"))
        _ = book.begin("138", at: noon.after(seconds: 10))
        book.end(.sample("c2", from: "138"))
        #expect(book.begin("138", at: noon.after(seconds: 20)).lastQueue == "dispatch")
    }

    @Test func `the agent who talked to a caller last is known`() {
        var book = CallerBook()
        book.talk("138", to: "ana")
        #expect(book.lastAgent(of: "138") == nil)
        _ = book.begin("138", at: noon)
        book.talk("138", to: "ana")
        _ = book.begin("138", at: noon.after(seconds: 10))
        #expect(book.lastAgent(of: "138") == "ana" && book.lastAgent(of: "139") == nil && book.lastAgent(of: "") == nil)
    }

    @Test func `who has not called for a month is new`() {
        var book = CallerBook()
        _ = book.begin("138", at: noon)
        #expect(book.begin("138", at: noon.after(seconds: 32 * 86_400)) == CallerHistory(callsToday: 1))
    }

    @Test func `there is an end to the numbers that are known, and who calls often is not forgotten`() {
        var book = CallerBook()
        let numbers = 2 * CallerBook.half + 1
        for number in 0..<numbers {
            _ = book.begin("\(number)", at: noon)
            if number % 1000 == 0 { _ = book.begin("often", at: noon) }
        }
        #expect(book.count <= 2 * CallerBook.half)
        #expect(book.begin("0", at: noon).sinceLastCall == nil)
        #expect(book.begin("\(numbers - 1)", at: noon).callsToday == 2)
        #expect(book.begin("\(numbers / 2 + 10)", at: noon).callsToday == 2)
        #expect(book.begin("often", at: noon).callsToday == numbers / 1000 + 2)
    }

    @Test func `a restart knows the callers of before`() async throws {
        let place = try RecordFolder()
        let before = try await place.open()
        await before.keepAndWait(.call(.sample("old", from: "138", queue: "complaints", at: noon.after(seconds: -40 * 86_400))))
        await before.keepAndWait(.call(.sample("yesterday", from: "138", queue: "dispatch", at: noon.after(seconds: -86_400))))
        await before.keepAndWait(.call(.sample("first", from: "138", at: noon.after(seconds: -600))))
        await before.keepAndWait(.call(.sample("called-back", from: "138", to: "138", at: noon.after(seconds: -300))))
        await before.keepAndWait(.call(.sample("withheld", from: "", at: noon.after(seconds: -60))))
        await before.close()
        var (store, book) = try await place.openKnowing()
        #expect(book.count == 1)
        #expect(book.begin("138", at: noon) == CallerHistory(callsToday: 2, sinceLastCall: 600, lastQueue: "dispatch"))
        #expect(book.begin("", at: noon) == CallerHistory())
        await store.close()
    }
}
