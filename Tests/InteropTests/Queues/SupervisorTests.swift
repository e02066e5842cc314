import Testing

@Suite(.serialized) struct `A supervisor of an agent` {
    @Test func `listens, whispers and talks, by commands and by keys, and leaves the others alone`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.hear(["c": "a", "a": "c"])
            #expect(try await scene.orders("listen ana --as eve") == "eve's phone rings; listens to ana")
            let toEve = try await scene.eve.invited()
            #expect(toEve.header("X-Hotline-agent") == "ana" && toEve.header("X-Hotline-queue") == "desk")
            try await scene.hotline.shows("hotline_agents{state=\"busy\"}", 1)
            scene.eve.answers(toEve)
            scene.phones.add("g", scene.eve.media, to: toEve.mediaPort)
            try await scene.phones.hear(["c": "a", "a": "c", "g": "ac"])
            #expect(try await scene.orders("whisper ana --as eve") == "eve whispers to ana")
            try await scene.phones.hear(["c": "a", "a": "cg", "g": "ac"])
            #expect(try await scene.orders("barge ana --as eve") == "eve talks with ana and the caller")
            try await scene.phones.hear(["c": "ag", "a": "cg", "g": "ac"])
            try await scene.phones.press("1", as: "g")
            try await scene.phones.hear(["c": "a", "a": "c", "g": "ac"])
            try await scene.phones.press("3", as: "g")
            try await scene.phones.hear(["c": "ag", "a": "cg", "g": "ac"])
            // Her phone holds, and comes back.
            #expect(try await scene.eve.offers("a=sendonly", in: toEve).contains("a=recvonly"))
            try await scene.phones.hear(["c": "a", "a": "c"])
            #expect(try await scene.eve.offers("a=sendrecv", in: toEve).contains("a=sendrecv"))
            try await scene.phones.hear(["c": "ag", "a": "cg", "g": "ac"])
            try await scene.eve.hangsUp(toEve)
            try await scene.hotline.says("agent=eve is=\"off her own call\"")
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await scene.caller.hangUp()
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }

    @Test func `is hung up when the talk is over that she hears`() async throws {
        try await GuestScene.talking { scene in
            let toEve = try await scene.supervise("whisper")
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.eve.hears("BYE", of: toEve)
            #expect(try await scene.ends()?.steps == "wait bye")
            #expect(try await scene.hotline.metrics()["hotline_agents{state=\"busy\"}"] ?? 0 == 0)
        }
    }

    @Test func `who talks stays with the caller when the agent hangs up, and the flow goes on after her`() async throws {
        try await GuestScene.talking { scene in
            let toEve = try await scene.supervise("barge")
            try await scene.phones.hear(["c": "ag", "a": "cg", "g": "ac"])
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.hotline.says("eve talks to the caller")
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
            try await scene.hotline.shows("hotline_agents{state=\"busy\"}", 1)
            try await scene.eve.hangsUp(toEve)
            #expect(try await scene.ends()?.steps == "wait bye")
        }
    }

    @Test func `goes with the caller`() async throws {
        try await GuestScene.talking { scene in
            let toEve = try await scene.supervise("listen")
            try await scene.caller.hangUp()
            try await scene.eve.hears("BYE", of: toEve)
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }

    @Test func `whose phone rings is called no more when the talk is over, and one who does not answer changes nothing`() async throws {
        try await GuestScene.talking { scene in
            _ = try await scene.orders("listen ana --as eve")
            scene.eve.refuses(try await scene.eve.invited())
            try await scene.hotline.says("third party was not reached")
            try await scene.phones.hear(["c": "a", "a": "c"])
            #expect(try await scene.orders("barge ana --as eve") == "eve's phone rings; talks with ana and the caller")
            let toEve = try await scene.eve.invited()
            scene.eve.rings(toEve)
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.eve.hears("CANCEL", of: toEve)
            #expect(try await scene.ends()?.steps == "wait bye")
        }
    }

    @Test func `is heard by the agent's telephone and not by the caller's when she whispers`() async throws {
        let words = (31...33).map { SpeechLikeSound(seed: $0).samples(seconds: 24) }
        let (anasPort, evesPort) = (try ProgramPort.take(), try ProgramPort.take())
        let place = try HotlinePlace(
            desk: "{}\n  other: {}",
            more: """
                agents:
                  ana: { queues: [desk], address: "sip:desk@127.0.0.1:\(anasPort)" }
                  eve: { queues: [other], address: "sip:desk@127.0.0.1:\(evesPort)", supervises: [desk] }
                control: control
                """)
        let heard = try await Hotline.serving(place) { hotline in
            try await BaresipPhone.using(saying: words[1], in: hotline.folder, agent: anasPort) { ana in
                try await BaresipPhone.using(saying: words[2], in: hotline.folder, agent: evesPort) { eve in
                    try await BaresipPhone.using(saying: words[0], in: hotline.folder) { caller in
                        try await caller.dial("waiting", at: hotline)
                        try await hotline.says("agent and caller talk")
                        let arguments = ["agent", "whisper", "ana", "--as", "eve", "--socket", "control"]
                        _ = try await ChildProcess.run(Repository.hotline, arguments, in: hotline.folder.path)
                        try await hotline.says("> third party eve whispers")
                        try await eventually("five seconds of whispering") { try eve.heard().count > 5 * 8000 }
                        caller.hangUp()
                        try await eve.reports("CALL_CLOSED")
                        return try [caller.heard(), ana.heard(), eve.heard()]
                    }
                }
            }
        }
        // Two voices at once resemble each of the two less than one alone does.
        let likeness = heard.map { sound in words.map { likenessOfBestSecond(of: $0, in: sound) } }
        #expect(likeness[0][1] >= 0.9 && likeness[0][2] < 0.4, "the caller hears \(likeness[0])")
        #expect(likeness[1][0] >= 0.5 && likeness[1][2] >= 0.5, "the agent hears \(likeness[1])")
        #expect(likeness[2][0] >= 0.5 && likeness[2][1] >= 0.5, "the supervisor hears \(likeness[2])")
    }

    @Test func `is told why she cannot`() async throws {
        try await GuestScene.talking { scene in
            let wrong = [
                "listen anna --as eve": "there is no agent `anna`; did you mean \"ana\"?",
                "listen ana --as ewe": "there is no agent `ewe`; did you mean \"eve\"?",
                "listen ana --as ana": "ana cannot supervise herself",
                "listen ana --as ben": "ben may not supervise talks of `desk`: her `supervises` is other",
                "whisper ben --as eve": "ben talks to no caller of a queue: available",
            ]
            for (words, answer) in wrong.sorted(by: { $0.key < $1.key }) {
                #expect(try await scene.orders(words).contains(answer), "\(words)")
            }
            let toEve = try await scene.supervise("listen")
            #expect(try await scene.orders("barge ana --as joe").contains("eve supervises ana already"))
            try await scene.eve.hangsUp(toEve)
            try await scene.hotline.says("> third party is gone")
            _ = try await scene.consult()
            #expect(try await scene.orders("listen ana --as eve").contains("ana has somebody else in the talk, whom she asks"))
        }
    }
}
