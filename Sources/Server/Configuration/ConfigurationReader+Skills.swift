import Diagnostics
import Queueing

extension ConfigurationReader {
    /// Warns of what a queue asks that none of its agents can do: nobody in it would ever be served.
    mutating func checkSkills() {
        for entry in map.value("queues")?.entries ?? [] {
            guard let queue = configuration.floor.queues.first(where: { $0.id.rawValue == entry.name }), !queue.demands.isEmpty else {
                continue
            }
            let agents = configuration.floor.agents.filter { $0.queues.contains(queue.id) }
            guard !agents.isEmpty, !agents.contains(where: { $0.meets(queue.demands) }) else { continue }
            let words = queue.demands.map { "\($0.skill) \($0.level)" }.joined(separator: ", ")
            let message = "no agent of the queue `\(entry.name)` can do all that it asks: \(words)"
            let hint = "until a relaxation lowers it nobody is served"
            findings.add(Diagnostic(.warning, at: entry.value.range, message, hint: hint, rule: "configuration-queue"))
        }
    }
}

extension AgentPlan {
    /// Whether the agent can do all of this.
    fileprivate func meets(_ demands: [SkillDemand]) -> Bool {
        demands.allSatisfy { demand in skills.contains { $0.skill == demand.skill && $0.level >= demand.level } }
    }
}
