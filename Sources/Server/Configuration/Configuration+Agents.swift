import Diagnostics
import Queueing
import SIP

extension Configuration {
    /// How an agent is reached, and when she is at work.
    public struct AgentLine: Sendable, Hashable {
        /// When an agent is logged in.
        public enum Login: String, Sendable, Hashable, CaseIterable {
            /// While a phone of hers is registered and answers.
            case phone
            /// From the start of the server on.
            case always
            /// When she says so.
            case command
        }

        /// A SIP address, or a number dialled on `trunk`; nil: the phones that register by her name.
        public var address: String?
        /// The trunk, when the address is a number.
        public var trunk: String?
        /// When she is logged in.
        public var login: Login
        /// The queues in whose talks she may listen, whisper and talk.
        public var supervises: [QueueID] = []
    }
}

extension ConfigurationReader {
    /// How one agent is reached.
    mutating func readLine(_ reader: MappingReader, of agent: String) {
        let address = reader.text("address", &findings)
        let trunk = reader.text("trunk", &findings)
        if let trunk, configuration.trunks[trunk.value] == nil { unknown("trunk", trunk, of: configuration.trunks.keys) }
        if let address { checkAddress(address, trunk: trunk?.value, of: "an address") }
        let login = reader.choice("login", &findings).flatMap { Configuration.AgentLine.Login(rawValue: $0.value) }
        let usual: Configuration.AgentLine.Login = address != nil ? .always : reader.has("password") ? .phone : .command
        let supervised = texts(reader, "supervises") ?? []
        for queue in supervised { checkQueue(queue) }
        configuration.agents[AgentID(agent)] = Configuration.AgentLine(
            address: address?.value, trunk: trunk?.value, login: login ?? usual, supervises: supervised.map { QueueID($0.value) })
    }

    /// Reports a target that can be dialled neither as an address nor on a trunk.
    mutating func checkAddress(_ target: Located<String>, trunk: String?, of what: String) {
        guard trunk == nil, SIPURI(target.value) == nil else { return }
        let hint = "without a trunk \(what) is a SIP address: sip:3000@192.0.2.20"
        findings.add(Diagnostic(at: target.range, "`\(target.value)` is no SIP address", hint: hint, rule: "configuration-target"))
    }
}
