import CallEngine

/// What the switchboard counts for the metrics.
struct SwitchboardCounts: Sendable {
    /// Calls that came in.
    var offered = 0
    /// Calls that were answered.
    var answered = 0
    /// Calls that are over, by how they ended.
    var endings: [CallEnding.Kind: Int] = [:]
    /// Calls refused before they began, by reason.
    var refusals: [Refusal: Int] = [:]
    /// The media of all ended calls.
    var media = LegQuality()
    /// Calls now.
    var active = 0
    /// Media port pairs in use.
    var ports = 0
    /// Whether no new calls are taken.
    var isDraining = false
    /// Whether new calls are refused because the media slots are too busy.
    var isOverloaded = false
    /// Requests to web services, and those of them that failed.
    var fetches = 0
    /// Requests to web services that came to nothing.
    var failedFetches = 0
    /// Recordings kept.
    var recordings = 0

    /// Why a call was refused by the switchboard.
    enum Refusal: String, Sendable, CaseIterable {
        /// No route for the number.
        case noRoute = "no_route"
        /// The flow of the route is not there or not valid.
        case noFlow = "no_flow"
        /// No media port is free.
        case noPort = "no_port"
        /// As many calls as are allowed.
        case full
        /// SDP came to nothing.
        case noCodec = "no_codec"
    }

    /// Adds what became of a call.
    mutating func count(_ record: CallRecord) {
        endings[CallEnding.Kind(record.ending), default: 0] += 1
        for leg in record.media { media.add(leg) }
    }
}

extension CallEnding {
    /// Party and reason without the words.
    struct Kind: Hashable, Sendable {
        var party: Party
        var reason: Reason

        init(_ ending: CallEnding) {
            party = ending.party
            reason = ending.reason
        }
    }
}

extension LegQuality {
    /// Adds the counts of another leg.
    mutating func add(_ other: LegQuality) {
        received += other.received
        lost += other.lost
        late += other.late
        duplicates += other.duplicates
        concealed += other.concealed
        sent += other.sent
    }
}
