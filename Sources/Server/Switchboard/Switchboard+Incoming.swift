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
        guard places.count < environment.configuration.media.calls, let place = places.take() else {
            return refuse(dialog, .full, .serviceUnavailable)
        }
        guard let host = mediaHost(towards: call.source.remote), let port = environment.ports.take(host.isIPv6 ? .ipv6 : .ipv4) else {
            places.giveBack(place)
            return refuse(dialog, .noPort, .serviceUnavailable)
        }
        let seed = UInt64.random(in: .min ... .max)
        var session = OfferAnswer(local: SIPEndpoint(host: host, port: port.number), sessionID: seed >> 2)
        guard let (description, media) = agree(call.offer, &session) else {
            places.giveBack(place)
            return refuse(dialog, .noCodec, .notAcceptableHere)
        }
        let started = WallTime.now
        var facts = CallFacts(
            call, id: Self.callID(seed), number: number, language: colleague == nil ? route?.language : nil,
            headers: environment.configuration.headers)
        facts.history = callers.begin(facts.callerNumber, at: started)
        lines[dialog] = Line(facts: facts, flow: flow.flow.name, dialog: dialog, session: session, answer: description)
        noteBeginning(CallBeginning(facts, flow: flow.flow.name, started: started), dialog)
        noteOwnCall(of: owner, dialog)
        lines[dialog]?.questions = flow.version.questions
        let setup = flow.setup(facts, media: media, started: started, seed: seed, options: options(for: flow))
        begin(setup, port: port, place: place, dialog)
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

    /// The address that the caller is told for media: the configured one, or the one from which packets would leave.
    func mediaHost(towards remote: SIPEndpoint) -> SIPHost? {
        if let advertise = environment.configuration.advertise.flatMap({ SIPHost($0) }), advertise.isIPv6 == remote.host.isIPv6 {
            return advertise
        }
        guard remote.host.isAddress else { return environment.routes.outwardAddress(isIPv6: false) }
        return environment.routes.localAddress(leadingTo: remote.host)
    }

    /// Sorts by time, unlike that of any other call: milliseconds since 1970 and 20 random bits.
    static func callID(_ seed: UInt64) -> String {
        let random = String(seed & 0xf_ffff | 0x10_0000, radix: 16).dropFirst()
        return String(WallTime.now.milliseconds, radix: 16) + random
    }

    // MARK: within the call

    /// Takes the answer to an offer of ours.
    func accept(_ answer: SessionDescription, _ dialog: SIPCallID) {
        guard let media = try? lines[dialog]?.session.accept(answer) else {
            input(.signallingFailed("the answer does not fit the offer"), to: dialog)
            return send(.hangUp(dialog))
        }
        input(.media(LegMedia(media), .caller), to: dialog)
    }

    /// The caller offers other media: hold, another address, another codec.
    func renegotiate(_ offer: SessionDescription, _ dialog: SIPCallID) {
        do throws(OfferAnswerError) {
            guard let answered = try lines[dialog]?.session.answer(to: offer) else { return }
            send(.answerOffer(dialog, answered.description))
            input(.media(LegMedia(answered.media), .caller), to: dialog)
        } catch {
            send(.refuseOffer(dialog, error.status))
        }
    }

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
