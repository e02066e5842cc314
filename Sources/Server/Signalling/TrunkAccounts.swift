import SIP

/// Who we are at the trunks that ask, by the trunks' names.
struct TrunkAccounts: Sendable {
    private var accounts: [String: DigestAccount] = [:]

    /// Nobody anywhere.
    init() {}

    /// Reads the passwords, once.
    init(_ configuration: Configuration) throws(ServerError) {
        for (name, trunk) in configuration.trunks {
            guard let account = trunk.account else { continue }
            do {
                accounts[name] = DigestAccount(user: account.user, secret: .password(try account.password.read()))
            } catch {
                throw .invalid("the password of trunk `\(name)`: \(error)")
            }
        }
    }

    /// Who we are at a trunk; nil where nobody asks.
    subscript(trunk: String) -> DigestAccount? { accounts[trunk] }
}
