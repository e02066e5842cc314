import Foundation
import Testing

/// `Models/fetch` with sources of the test's own on this machine: nothing is asked of the network.
@Suite struct `Fetching models` {
    @Test func `files come from a repository whatever commit has them, and are left alone the next time`() throws {
        let fixture = try ModelSources()
        try fixture.list("source sphinx git \(fixture.repository) BSD", of: "sphinx")
        let first = try fixture.fetch()
        #expect(first.ending == .exit(0), "\(first.words)")
        #expect(first.words.contains("models: fetching 2 files of sphinx"))
        #expect(first.words.contains("models: sphinx is complete (BSD)"))
        #expect(fixture.kept == ["en-US/model/means": ModelSources.means, "zh-CN/words.dic": ModelSources.words])

        let second = try fixture.fetch()
        #expect(second.ending == .exit(0))
        #expect(second.words == "models: sphinx is there (BSD)\n")
    }

    @Test func `a part is fetched alone`() throws {
        let fixture = try ModelSources()
        try fixture.list("source sphinx git \(fixture.repository) BSD", of: "sphinx")
        #expect(try fixture.fetch("zh-CN").ending == .exit(0))
        #expect(fixture.kept == ["zh-CN/words.dic": ModelSources.words])
        let unknown = try fixture.fetch("fr-FR")
        #expect(unknown.ending == .exit(1))
        #expect(unknown.words.contains("the list has no part named fr-FR"))
    }

    @Test func `a file with another checksum keeps all files of its source away`() throws {
        let fixture = try ModelSources()
        try fixture.list("source sphinx git \(fixture.repository) BSD", of: "sphinx", wrongSum: true)
        let answer = try fixture.fetch()
        #expect(answer.ending == .exit(1))
        #expect(answer.words.contains("zh-CN/words.dic of sphinx has another checksum than the list says: none of its files is kept"))
        #expect(answer.words.contains("models: not fetched: sphinx"))
        #expect(fixture.kept.isEmpty)
    }

    @Test(arguments: ["http://127.0.0.1:1/sphinx.git", "file:///nowhere/sphinx.git"])
    func `a source out of reach is told with what to do instead, and the other sources are fetched`(_ address: String) throws {
        let fixture = try ModelSources()
        try fixture.list(
            "source far git \(address) BSD\nfile far \(String(repeating: "1", count: 40)) \(ModelSources.noSum) en-US/far/mdef\n"
                + "source sphinx git \(fixture.repository) BSD", of: "sphinx")
        let answer = try fixture.fetch()
        #expect(answer.ending == .exit(1))
        #expect(answer.words.contains("models: no network: \(address) cannot be reached"))
        #expect(answer.words.contains("models: what to do instead: run this on a machine that reaches them"))
        #expect(answer.words.contains("models: not fetched: far\n"))
        #expect(fixture.kept.keys.sorted() == ["en-US/model/means", "zh-CN/words.dic"])
    }

    @Test func `a repository that lost a file is told as that`() throws {
        let fixture = try ModelSources()
        let lost = String(repeating: "2", count: 40)
        try fixture.write(
            "source sphinx git \(fixture.repository) BSD\nfile sphinx \(lost) \(ModelSources.noSum) en-US/lost/mdef\n", to: "sources")
        let answer = try fixture.fetch()
        #expect(answer.ending == .exit(1))
        #expect(answer.words.contains("sphinx no longer has a file of the list"))
        #expect(!answer.words.contains("no network"))
        #expect(fixture.kept.isEmpty)
    }

    @Test func `files are taken from a folder where there is no network`() throws {
        let fixture = try ModelSources()
        try fixture.list("source far git http://127.0.0.1:1/ BSD", of: "far")
        try fixture.write(ModelSources.means, to: "copied/en-US/model/means")
        #expect(try fixture.fetch("--from", fixture.path + "/copied").ending == .exit(1))
        #expect(fixture.kept.isEmpty)
        try fixture.write(ModelSources.words, to: "copied/zh-CN/words.dic")
        let answer = try fixture.fetch("--from", fixture.path + "/copied")
        #expect(answer.ending == .exit(0), "\(answer.words)")
        #expect(fixture.kept.keys.sorted() == ["en-US/model/means", "zh-CN/words.dic"])
    }

    @Test func `a file comes out of a Python package`() throws {
        let fixture = try ModelSources()
        guard try fixture.packWheel() else { return print("skipped: no pip") }
        try fixture.write(
            "source vad pypi hotline-test-vad==1.0 MIT\nfile vad vad/data/means \(try fixture.sum(of: ModelSources.means)) voice/vad.onnx\n",
            to: "sources")
        let answer = try fixture.fetch()
        #expect(answer.ending == .exit(0), "\(answer.words)")
        #expect(fixture.kept == ["voice/vad.onnx": ModelSources.means])
    }

    @Test func `the list of the repository names each file once, with two checksums`() throws {
        let text = try String(contentsOfFile: ModelSources.root + "/Models/sources", encoding: .utf8)
        let rows = text.split(separator: "\n").map { $0.split(separator: " ") }
        let sources = Set(rows.filter { $0.first == "source" }.map { $0[1] })
        let files = rows.filter { $0.first == "file" }
        #expect(files.allSatisfy { $0.count == 5 && sources.contains($0[1]) && $0[3].count == 64 })
        #expect(Set(files.map { $0[4] }).count == files.count)
        let folders = ["en-US/hub4wsj_sc_8k", "en-US/hub4wsj_ptm_8k", "zh-CN/tdt_sc_8k", "zh-CN/tdt_ptm_8k"]
        let models = folders.map { "\($0)/mdef" } + ["zh-CN/mandarin_notone.dic"]
        #expect(Set(models.map { Substring($0) }).isSubset(of: Set(files.map { $0[4] })))
    }
}
