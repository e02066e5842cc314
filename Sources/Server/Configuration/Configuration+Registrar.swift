import Diagnostics
import SIP

extension Configuration {
    /// How agents' phones register.
    public struct Registrar: Sendable, Hashable {
        /// What the phones' passwords are for; it is part of what phones compute.
        public var realm = "hotline"
        /// From where may be registered, besides the trusted networks.
        public var networks: [IPNetwork] = []
        /// Beginnings of User-Agent headers of phones that get a challenge of MD5 alone.
        public var oldPhones: [String] = []
        /// The place of each agent's password; an agent without one has no phone that registers.
        public var passwords: [String: SecretPlace] = [:]
    }

    static let registrarKeys = KeyTable(
        "`registrar`",
        [
            Key("realm", .text, "what the phones' passwords are for"),
            Key("networks", .list(.text), "from where may be registered, besides `trusted`"),
            Key("old-phones", .list(.text), "beginnings of User-Agent headers of phones that know MD5 alone"),
        ])
}

extension ConfigurationReader {
    /// How agents' phones register.
    mutating func readRegistrar() {
        guard let map = map.mapping("registrar", &findings) else { return }
        configuration.registrar.realm = map.text("realm", &findings)?.value ?? configuration.registrar.realm
        configuration.registrar.networks = networks(map, "networks")
        configuration.registrar.oldPhones = texts(map, "old-phones")?.map(\.value) ?? []
    }
}
