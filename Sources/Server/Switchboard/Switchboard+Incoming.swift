import Audio
import CallEngine
import IVR
import SIP

extension Switchboard {
    /// A call came in: find its flow, a port and a codec, and begin, or refuse.
    func offer(_ dialog: SIPCallID, _ call: IncomingCall) {
        counts.offered += 1
        if let replaced = call.replaced { return replace(replaced, by: dialog, call) }
        let number = call.requestURI.number ?? call.to.uri?.number ?? ""
        let owner = agent(calling: call)
        let colleague = owner == nil ? nil : colleague(number)
        let route = routes[number]
        guard colleague != nil || route != nil else { return refuse(dialog, .noRoute, .notFound) }
        guard let flow = colleague ?? route.flatMap({ environment.catalog.flow($0.flow) }) else {
            return refuse(dialog, .noFlow, .temporarilyUnavailable)
        }
        guard let room = room(for: call, dialog) else { return }
        let started = WallTime.now
        let seed = UInt64.random(in: .min ... .max)
        var facts = CallFacts(
            call, id: Self.callID(seed), number: number, language: colleague == nil ? route?.language : nil,
            headers: environment.configuration.headers)
        facts.history = callers.begin(facts.callerNumber, at: started)
        lines[dialog] = Line(facts: facts, flow: flow.flow.name, dialog: dialog, session: room.session, answer: room.answer)
        noteBeginning(CallBeginning(facts, flow: flow.flow.name, started: started), dialog)
        noteOwnCall(of: owner, dialog)
        lines[dialog]?.questions = flow.version.questions
        let setup = flow.setup(facts, media: room.media, started: started, seed: seed, options: options(for: flow))
        begin(setup, port: room.port, place: room.place, dialog)
    }

    /// Where a call lives, and what was agreed.
    private struct Room {
        var place: MediaPlace
        var port: MediaPort
        var session: OfferAnswer
        /// The description for our 200.
        var answer: SessionDescription
        /// Nil when the caller has made no offer.
        var media: LegMedia?
    }

    /// A place, sockets and an agreement; nil when one of them cannot be had, which the caller is told.
    private func room(for call: IncomingCall, _ dialog: SIPCallID) -> Room? {
        guard places.count < environment.configuration.media.calls, let place = places.take() else {
            refuse(dialog, .full, .serviceUnavailable)
            return nil
        }
        guard case (var session, let port)? = openSession(towards: call.source.remote) else {
            places.giveBack(place)
            refuse(dialog, .noPort, .serviceUnavailable)
            return nil
        }
        guard let (answer, media) = agree(call.offer, &session) else {
            places.giveBack(place)
            refuse(dialog, .noCodec, .notAcceptableHere)
            return nil
        }
        return Room(place: place, port: port, session: session, answer: answer, media: media)
    }

    /// What the configuration and its means decide for a call of a flow.
    func options(for flow: ServedFlow) -> CallOptions {
        var options = environment.configuration.media.options
        let writes = environment.dictation != nil && flow.flow.dictates
        options.listens = writes || environment.recognition?.hears(flow.flow.listeningLanguages) == true
        environment.configuration.callRecording.apply(to: &options)
        options.explainsKeys = environment.log.logLevel <= .debug
        return options
    }

    /// The description for our 200, and the media when the caller has made an offer; nil when nothing fits.
    private func agree(_ offer: SessionDescription?, _ session: inout OfferAnswer) -> (SessionDescription, LegMedia?)? {
        guard let offer else { return (session.offer(), nil) }
        guard let answered = try? session.answer(to: offer) else { return nil }
        return (answered.description, LegMedia(answered.media))
    }

    private func refuse(_ dialog: SIPCallID, _ reason: SwitchboardCounts.Refusal, _ status: SIPStatus) {
        counts.refusals[reason, default: 0] += 1
        log(dialog).notice("call refused", metadata: ["reason": "\(reason.rawValue)", "status": "\(status.code)"])
        send(.reject(dialog, status, retryAfter: status == .serviceUnavailable ? .seconds(5) : nil))
    }

    /// Sorts by time, unlike that of any other call: milliseconds since 1970 and 20 random bits.
    static func callID(_ seed: UInt64) -> String {
        let random = String(seed & 0xf_ffff | 0x10_0000, radix: 16).dropFirst()
        return String(WallTime.now.milliseconds, radix: 16) + random
    }

    // MARK: within the call

    /// A key by INFO.
    func press(_ digit: SIPDigit, _ dialog: SIPCallID) {
        guard let key = DTMFDigit(digit.key) else { return }
        input(.key(key), to: dialog)
    }
}

extension CallFacts {
    /// What an INVITE says.
    init(_ call: IncomingCall, id: String, number: String, language: LanguageTag?, headers: [String]) {
        let asserted = call.assertedIdentities.first { $0.uri?.number != nil }
        let identity = asserted ?? call.from
        let caller = identity.uri?.number ?? ""
        let anonymous = caller.lowercased() == "anonymous"
        let seen = Dictionary(call.headers.map { ($0.name.text.lowercased(), $0.value) }) { first, _ in first }
        self.init(
            callID: id, callerNumber: anonymous ? "" : caller, callerName: identity.displayName ?? call.from.displayName ?? "",
            calledNumber: number, diversion: (call.diversions.first ?? call.history.dropLast().last)?.uri?.number ?? "",
            headers: seen.filter { headers.contains($0.key) }, language: language)
    }
}
