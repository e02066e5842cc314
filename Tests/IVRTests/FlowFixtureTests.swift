import Diagnostics
import Foundation
import Testing

@testable import IVR

@Suite struct `The flow language by its fixtures` {
    @Test(arguments: FlowFixtures.all.filter(\.isOK)) func `a right flow has no findings`(_ fixture: FlowFixture) throws {
        let (text, result) = try fixture.output()
        #expect(text.isEmpty, "\(text)")
        #expect(result.flow != nil)
    }

    @Test(arguments: FlowFixtures.all.filter { !$0.isOK }) func `a wrong flow is told what is wrong and where`(_ fixture: FlowFixture)
        throws
    {
        let (text, result) = try fixture.output()
        #expect(result.diagnostics.contains { $0.rule == fixture.rule }, "no finding of the rule the fixture is for:\n\(text)")
        #expect((result.flow != nil) == fixture.isWarning)
        if FlowFixtures.isRewriting { try Data(text.utf8).write(to: fixture.goldenURL) }
        let golden = try String(contentsOf: fixture.goldenURL, encoding: .utf8)
        #expect(text == golden)
    }
}
