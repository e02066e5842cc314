import Audio
import CRealTime
import CallEngine
import RTP

/// The calls of one worker in the order of their slots, with their sockets, and the buffers that they share.
///
/// Nothing here allocates while calls only listen and speak.
struct MediaSlots: ~Copyable {
    /// Datagrams taken from one socket in one tick: a flood may not eat the other calls' time.
    private static let mostDatagrams = 16
    /// RTCP is looked for this seldom [ticks]: 200 ms, RFC 3550's reports are seconds apart.
    private static let controlEvery = 10
    /// After a datagram as long as that of the tick before, a second is looked for this seldom [ticks]: nearly always there is none, and
    /// to be told so is a third of the price of receiving. What comes irregularly, as keys do, is fetched at once.
    private static let drainEvery = 4
    /// One sample of the call's clock [ns].
    static let sample: Int64 = 125_000

    let worker: Int
    /// A call for each place that has a box. They are reached by pointer, and so are places: asking an element of `[Call?]` anything copies
    /// it.
    let calls: UnsafeMutableBufferPointer<Call>
    let places: UnsafeMutableBufferPointer<Place>
    /// Places that have had a call, the first ones.
    private var placeCount = 0
    /// The datagram that came last, and the one that leaves next; pointers, because a span of a stored array would lock all of `self`.
    private let datagram = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: UDPSocket.capacity)
    private let packet = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: UDPSocket.capacity)
    private var outputs: [CallOutput] = []
    /// The frame of a recorded call on its way to the ring.
    private var taped = TapeFrame()
    /// Calls there are.
    private(set) var count = 0
    /// Packets that the kernel did not take.
    private(set) var unsent: UInt64 = 0
    /// What has to go up; the worker empties it after each slot.
    var events: [MediaEvent] = []

    /// Makes room for so many calls at most; memory is touched only as calls come.
    init(worker: Int, capacity: Int) {
        self.worker = worker
        calls = .allocate(capacity: capacity)
        places = .allocate(capacity: capacity)
        outputs.reserveCapacity(64)
        events.reserveCapacity(256)
        packet.initialize(repeating: 0)
        datagram.initialize(repeating: 0)
    }

    deinit {
        for index in 0..<placeCount where places[index].box != nil { calls.deinitializeElement(at: index) }
        places[..<placeCount].deinitialize()
        places.deallocate()
        calls.deallocate()
        packet.deallocate()
        datagram.deallocate()
    }

    /// Does what signalling asks.
    mutating func handle(_ command: MediaCommand, due: Int64) {
        switch command {
        case .add(let box, let port, let ring, let slot): add(box, port, ring, slot)
        case .input(let input, let slot): tell(slot, input, due: due)
        case .attach(let port, let leg, let slot): attach(port, leg, slot)
        case .release(let number, let slot): release(number, slot, due: due)
        case .adopt(let port, let media, let trail, let activity, let slot): adopt(port, media, trail, activity, slot, due: due)
        case .detach(let number, let slot): detach(number, slot)
        case .tidyUp:
            // Nothing is kept in a slot without a call; 200 of them that were touched once are 2 MB.
            if count == 0 { rt_release_pages(calls.baseAddress, calls.count * MemoryLayout<Call>.stride) }
        }
    }

    /// Moves the calls of one phase by one frame: what arrived is taken in, then time moves, then packets leave.
    mutating func tick(_ slot: MediaThread.Slot) {
        var index = slot.phase
        while index < placeCount {
            let next = index + MediaThread.slotsPerFrame
            fetchAhead(next)
            if places[index].box != nil { tick(index, due: slot.due) }
            index = next
        }
    }

    /// A call is touched every 20 ms, and hundreds of others in between: without this its turn begins with waiting for memory.
    private func fetchAhead(_ index: Int) {
        guard isOccupied(index), let calls = calls.baseAddress else { return }
        rt_fetch_ahead(calls + index, MemoryLayout<Call>.size)
    }

    private mutating func add(_ box: CallBox, _ port: MediaPort, _ ring: SpeechRing?, _ slot: Int) {
        guard calls.indices.contains(slot), !isOccupied(slot), let call = box.take() else { return }
        while placeCount <= slot {
            places.initializeElement(at: placeCount, to: Place())
            placeCount += 1
        }
        calls.initializeElement(at: slot, to: call)
        places[slot] = Place(box: box, speech: ring)
        attach(port, .caller, slot)
        count += 1
    }

    /// Tells a call something from outside.
    mutating func tell(_ slot: Int, _ input: CallInput, due: Int64) {
        guard isOccupied(slot) else { return }
        let now = time(slot, due)
        calls[slot].handle(input, at: now, into: &outputs)
        deliver(slot, at: now)
    }

    func isOccupied(_ slot: Int) -> Bool {
        (0..<placeCount).contains(slot) && places[slot].box != nil
    }

    private mutating func tick(_ index: Int, due: Int64) {
        if places[index].beginning == nil { places[index].beginning = due - MediaThread.frame }
        places[index].ticks &+= 1
        let now = time(index, due)
        let hasPartner = port(index, .partner) != nil
        let hasGuest = port(index, .guest) != nil
        let hasOnlooker = port(index, .onlooker) != nil
        receive(index, .caller, at: now)
        if hasPartner { receive(index, .partner, at: now) }
        if hasGuest { receive(index, .guest, at: now) }
        if hasOnlooker { receive(index, .onlooker, at: now) }
        calls[index].tick(at: now, into: &outputs)
        send(index, .caller, at: now)
        if hasPartner { send(index, .partner, at: now) }
        if hasGuest { send(index, .guest, at: now) }
        if hasOnlooker { send(index, .onlooker, at: now) }
        if let ring = places[index].recording, let frame = calls[index].recordedFrame { ring.push(frame) }
        if let ring = places[index].tape { pour(index, into: ring) }
        if let ring = places[index].speech, let frame = calls[index].listenedFrame { ring.push(frame) }
        if !outputs.isEmpty { deliver(index, at: now) }
    }

    /// Moves what there is of a call's recording to the disk's side.
    private mutating func pour(_ index: Int, into ring: RecordingRing) {
        while calls[index].takeTapeFrame(into: &taped) { ring.push(taped) }
    }

    /// The call's own clock.
    func time(_ index: Int, _ due: Int64) -> MediaTime {
        guard let beginning = places[index].beginning else { return .zero }
        return MediaTime(samples: (due - beginning) / Self.sample)
    }

    private mutating func receive(_ index: Int, _ leg: LegIndex, at now: MediaTime) {
        guard let port = port(index, leg) else { return }
        let datagram = datagram
        var sender = rt_address()
        let usual = places[index].usualLengths[leg.index]
        places[index].usualLengths[leg.index] = 0
        for count in 0..<Self.mostDatagrams {
            guard let length = port.rtp.receive(into: datagram, from: &sender) else { break }
            calls[index].receive(datagram.span.extracting(0..<length), leg: leg, from: TransportAddress(sender), at: now)
            guard count == 0 else { continue }
            places[index].usualLengths[leg.index] = length
            if length == usual, !places[index].ticks.isMultiple(of: Self.drainEvery) { break }
        }
        guard places[index].ticks % Self.controlEvery == 0 else { return }
        for _ in 0..<Self.mostDatagrams {
            guard let length = port.rtcp.receive(into: datagram, from: &sender) else { break }
            calls[index].receive(datagram.span.extracting(0..<length), leg: leg, from: TransportAddress(sender), at: now)
        }
    }

    private mutating func send(_ index: Int, _ leg: LegIndex, at now: MediaTime) {
        guard let port = port(index, leg) else { return }
        let packet = packet
        var buffer = packet.mutableSpan
        let length = calls[index].outgoing(leg: leg, into: &buffer, at: now)
        if length > 0, let remote = calls[index].destination(leg: leg), !port.rtp.send(packet, count: length, to: remote.system) {
            unsent &+= 1
        }
        var control = packet.mutableSpan
        let controlLength = calls[index].outgoingControl(leg: leg, into: &control, at: now)
        sendControl(index, leg, port, controlLength)
    }

    /// RTCP's last packet (RFC 3550, 6.6), so that the other side need not wait for what does not come.
    private mutating func sayGoodbye(_ index: Int, _ leg: LegIndex, at now: MediaTime) {
        guard let port = port(index, leg) else { return }
        let packet = packet
        var control = packet.mutableSpan
        let length = calls[index].goodbye(leg: leg, into: &control, at: now)
        sendControl(index, leg, port, length)
    }

    /// RTCP leaves from the port of RTP when both share it there (RFC 5761), else from its own.
    private mutating func sendControl(_ index: Int, _ leg: LegIndex, _ port: MediaPort, _ length: Int) {
        guard length > 0, let remote = calls[index].controlDestination(leg: leg) else { return }
        let isShared = remote == calls[index].destination(leg: leg)
        let isSent =
            isShared ? port.rtp.send(packet, count: length, to: remote.system) : port.rtcp.send(packet, count: length, to: remote.system)
        if !isSent { unsent &+= 1 }
    }

    /// Hands a call's outputs up and does what concerns its place.
    private mutating func deliver(_ index: Int, at now: MediaTime) {
        let place = MediaPlace(worker: worker, slot: index)
        for output in outputs {
            var luggage: MediaEvent.Luggage?
            switch output {
            case .startRecording:
                let ring = RecordingRing()
                places[index].recording = ring
                luggage = .recording(ring)
            case .stopRecording:
                places[index].recording = nil
            case .startTape:
                let ring = RecordingRing(channels: 2)
                places[index].tape = ring
                luggage = .recording(ring)
            case .stopTape:
                if let ring = places[index].tape.take() { pour(index, into: ring) }
            case .listen:
                let ring = SpeechRing()
                places[index].speech = ring
                luggage = .speech(ring)
            case .utterance(let mark, let number, _): places[index].speech?.mark(mark, utterance: number, at: rt_now())
            case .stopListening: places[index].speech = nil
            case .guestStays: luggage = move(.guest, to: .partner, index)
            case .guestStepsAside: luggage = move(.guest, to: .onlooker, index)
            case .guestIsBack: luggage = move(.onlooker, to: .guest, index)
            case .ended:
                luggage = vacate(index, at: now)
            default: break
            }
            events.append(MediaEvent(place: place, output: output, luggage: luggage))
        }
        outputs.removeAll(keepingCapacity: true)
    }

    private mutating func vacate(_ index: Int, at now: MediaTime) -> MediaEvent.Luggage? {
        for leg in LegIndex.allCases { sayGoodbye(index, leg, at: now) }
        guard let box = places[index].box else { return nil }
        box.put(calls.moveElement(from: index))
        let sockets = LegIndex.allCases.compactMap { port(index, $0) }
        places[index] = Place()
        count -= 1
        return .remains(box, sockets)
    }
}
