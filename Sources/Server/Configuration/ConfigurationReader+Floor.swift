import Diagnostics
import IVR
import Queueing

extension ConfigurationReader {
    /// Who serves which queue.
    mutating func readAgents() {
        for entry in map.dictionary("agents", &findings) ?? [] {
            guard let reader = MappingReader(entry.value, Configuration.agentKeys, &findings) else { continue }
            let queues = texts(reader, "queues") ?? []
            if let password = secret(reader, "password") { configuration.registrar.passwords[entry.name] = password }
            readLine(reader, of: entry.name)
            for queue in queues { checkQueue(queue) }
            let skills = (reader.dictionary("skills", &findings) ?? []).compactMap { entry in
                findings.integer(entry.value, in: Configuration.levels).map { SkillLevel(SkillID(entry.name), $0.value) }
            }
            configuration.floor.agents.append(
                AgentPlan(AgentID(entry.name), queues: queues.map { QueueID($0.value) }, skills: skills.sorted { $0.skill < $1.skill }))
        }
    }

    /// How one queue hands out its callers.
    mutating func readPlan(_ reader: MappingReader, _ id: QueueID) {
        var plan = QueuePlan(id)
        plan.strategy = reader.choice("strategy", &findings).flatMap { Strategy(rawValue: $0.value) } ?? plan.strategy
        plan.demands = readDemands(reader)
        plan.relaxations = readRelaxations(reader)
        plan.overflow = readOverflow(reader, of: id)
        plan.offers = readOffers(reader)
        plan.service = readService(reader)
        plan.callback = readCallback(reader)
        plan.maximumWait = reader.duration("longest-wait", &findings)?.value
        plan.maximumLength = reader.integer("most-waiting", &findings)?.value
        plan.joining = reader.choice("join", &findings).flatMap { Presence(rawValue: $0.value) } ?? plan.joining
        plan.leaving = reader.choice("stay", &findings).flatMap { Presence(rawValue: $0.value) } ?? plan.leaving
        plan.calendar = reader.text("calendar", &findings)?.value
        plan.servesAfterClosing = reader.choice("after-closing", &findings)?.value != "leave"
        if reader.boolean("record", &findings)?.value == true { configuration.callRecording.queues.insert(QueueName(id.rawValue)) }
        set(&plan.sticky, reader, "sticky")
        set(&plan.headStart, reader, "head-start")
        set(&plan.priorityStep, reader, "priority-step")
        set(&plan.wrapUp, reader, "wrap-up")
        configuration.floor.queues.append(plan)
    }

    /// Takes a length of time when it is there.
    private mutating func set(_ place: inout Milliseconds, _ reader: MappingReader, _ key: String) {
        if let length = reader.duration(key, &findings) { place = length.value }
    }

    private mutating func readOffers(_ reader: MappingReader) -> OfferPlan {
        var offers = OfferPlan()
        set(&offers.ring, reader, "ring")
        set(&offers.connect, reader, "connect")
        set(&offers.rest, reader, "rest")
        set(&offers.longestCall, reader, "longest-call")
        if let misses = reader.integer("misses", &findings)?.value { offers.misses = misses == 0 ? nil : misses }
        return offers
    }

    private mutating func readService(_ reader: MappingReader) -> ServicePlan {
        var service = ServicePlan()
        set(&service.threshold, reader, "answer-within")
        set(&service.shortAbandon, reader, "short-abandon")
        set(&service.handling, reader, "handling")
        return service
    }

    private mutating func readCallback(_ reader: MappingReader) -> CallbackPlan {
        var callback = CallbackPlan()
        guard let reader = reader.mapping("callback", &findings) else { return callback }
        set(&callback.retry, reader, "retry")
        set(&callback.ring, reader, "ring")
        callback.attempts = reader.integer("attempts", &findings)?.value ?? callback.attempts
        callback.calendar = reader.text("calendar", &findings)?.value
        return callback
    }

    private mutating func readDemands(_ reader: MappingReader) -> [SkillDemand] {
        (reader.dictionary("skills", &findings) ?? []).compactMap { entry in
            let skill = SkillID(entry.name)
            guard entry.value.entries != nil else {
                return findings.integer(entry.value, in: Configuration.levels).map { SkillDemand(skill, $0.value) }
            }
            guard let demand = MappingReader(entry.value, Configuration.demandKeys, &findings) else { return nil }
            let isFirm = demand.boolean("firm", &findings)?.value ?? false
            return demand.integer("level", &findings).map { SkillDemand(skill, $0.value, isFirm: isFirm) }
        }
    }

    private mutating func readRelaxations(_ reader: MappingReader) -> [QueuePlan.Relaxation] {
        var relaxations: [QueuePlan.Relaxation] = []
        for node in reader.list("relax", &findings) ?? [] {
            guard let step = MappingReader(node, Configuration.relaxKeys, &findings) else { continue }
            let lower = step.integer("lower", &findings)
            let skill = step.text("skill", &findings).map { SkillID($0.value) }
            guard let after = step.duration("after", &findings), let lower else { continue }
            if let last = relaxations.last, after.value <= last.after {
                let message = "a relaxation after \(after.value) stands behind one after \(last.after)"
                findings.add(Diagnostic(at: after.range, message, hint: "they stand in the order of time", rule: "configuration-queue"))
            }
            relaxations.append(QueuePlan.Relaxation(after: after.value, lower: lower.value, skill: skill))
        }
        return relaxations
    }

    private mutating func readOverflow(_ reader: MappingReader, of id: QueueID) -> [QueuePlan.Overflow] {
        var rules: [QueuePlan.Overflow] = []
        for node in reader.list("overflow", &findings) ?? [] {
            guard let rule = MappingReader(node, Configuration.overflowKeys, &findings) else { continue }
            let conditions = [
                rule.integer("depth", &findings).map { QueuePlan.Overflow.Condition.depth($0.value) },
                rule.duration("age", &findings).map { .age($0.value) },
                rule.duration("estimate", &findings).map { .estimate($0.value) },
            ].compactMap { $0 }
            guard let target = rule.text("to", &findings) else { continue }
            checkQueue(target)
            if target.value == id.rawValue {
                findings.add(Diagnostic(at: target.range, "`\(id)` overflows into itself", rule: "configuration-queue"))
            }
            let named = ["depth", "age", "estimate"].count(where: rule.has)
            if named != 1 {
                let message = "an overflow has one of `depth`, `age` and `estimate`, and this one has \(named == 0 ? "none" : "\(named)")"
                findings.add(Diagnostic(at: node.range, message, hint: "write a rule for each", rule: "configuration-queue"))
            }
            if let condition = conditions.first { rules.append(QueuePlan.Overflow(condition, to: QueueID(target.value))) }
        }
        return rules
    }

    /// Reports a queue that the configuration does not have.
    mutating func checkQueue(_ name: Located<String>) {
        let queues = map.value("queues")?.entries?.map(\.name) ?? []
        if !queues.contains(name.value) { unknown("queue", name, of: queues) }
    }
}
