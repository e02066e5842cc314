/// The hosts that calls and requests of ours are with, each as long as one of them lasts.
struct PartnerTable: Sendable {
    private var holds: [SIPHost: Int] = [:]

    func contains(_ host: SIPHost) -> Bool {
        holds[host] != nil
    }

    /// Something more goes on with a host.
    mutating func hold(_ host: SIPHost) {
        holds[host, default: 0] += 1
    }

    /// Something with a host is over.
    mutating func release(_ host: SIPHost) {
        guard let count = holds[host] else { return }
        holds[host] = count > 1 ? count - 1 : nil
    }

    var isEmpty: Bool { holds.isEmpty }
}
