import CallEngine
import SIP

/// Where an agent's phones can be called, as it is kept over a restart.
struct KeptPhones: Sendable {
    /// A phone, and until when it said to be there.
    struct Phone: Codable, Sendable {
        var phone: StoredRegistration
        var until: WallTime
    }

    /// Whose they are.
    var user: String
    /// All of them; none takes the agent off.
    var phones: [Phone]

    /// The phones that are registered now.
    init(_ user: String, _ registrations: [Registration], monotonic: SIPInstant, now: WallTime = .now) {
        self.user = user
        phones = registrations.map { registration in
            let rest = registration.expires.milliseconds - monotonic.milliseconds
            return Phone(phone: StoredRegistration(registration), until: WallTime(milliseconds: now.milliseconds + rest))
        }
    }

    /// The change of the database that keeps them.
    func write(_ json: ([Phone]) throws -> String) rethrows -> RowWrite {
        guard !phones.isEmpty else { return RowWrite("DELETE FROM registration WHERE user = ?", [user]) }
        return .insert("registration", [("user", user), ("phones", try json(phones))])
    }
}

extension [KeptPhones.Phone] {
    /// Those of users who may still register, each with what is left of its time.
    func lasting(_ passwords: Set<String>, now: WallTime = .now) -> [(phone: StoredRegistration, rest: Duration)] {
        compactMap { kept in
            // A clock that was set back must not make anybody stay for ever.
            let rest = Swift.min(kept.until.milliseconds - now.milliseconds, 86_400_000)
            return rest > 0 && passwords.contains(kept.phone.user) ? (kept.phone, .milliseconds(rest)) : nil
        }
    }
}
