import IVR

extension CallScript {
    /// What is known of the caller from earlier calls: a number that is withheld has none.
    var history: CallerHistory {
        guard !from.isEmpty else { return CallerHistory() }
        return CallerHistory(callsToday: callsToday ?? 1, sinceLastCall: sinceLastCall, lastQueue: lastQueue)
    }
}
