import Testing

@testable import Server

@Suite struct Mailboxes {
    @Test func `everything is taken at once, in order, and only the first wakes the reader`() {
        let mailbox = Mailbox<Int>(capacity: 4)
        #expect(mailbox.post(1))
        #expect(!mailbox.post(2))
        var batch: [Int] = []
        mailbox.take(into: &batch)
        #expect(batch == [1, 2])
        batch.removeAll(keepingCapacity: true)
        #expect(mailbox.post(3))
        mailbox.take(into: &batch)
        #expect(batch == [3])
    }
}
