import Diagnostics

extension Step {
    /// Every expression of the step, in the order of writing, with what it is for.
    var expressions: [(expression: FlowExpression, purpose: Purpose)] {
        switch verb {
        case .play(let play): play.prompt.expressions
        case .menu(let menu): menu.items.expressions
        case .gather(let gather): gather.question.items.expressions
        case .record(let record): record.prompt.expressions
        case .set(let set): set.assignments.map { ($0.value, .assignment($0.variable)) }
        case .branch(let branch): branch.cases.map { ($0.when, .condition) }
        case .recording, .hours, .language, .hangup: []
        case .fetch(let fetch):
            fetch.url.expressions(.url)
                + fetch.send.map { ($0.value, fetch.method.hasBody ? .body : .query) } + fetch.filler.expressions
        case .enqueue(let enqueue): enqueue.expressions
        case .transfer(let transfer): transfer.to.expressions(.transferTarget)
        case .run(let run): run.with.map { ($0.value, .parameter($0.variable, of: run.flow.value)) }
        case .notify(let notify): (notify.text?.expressions(.notification) ?? []) + notify.data.map { ($0.value, .notification) }
        }
    }

    /// What is played when the answer of a gather is already in its variable.
    var confirmation: [PromptItem] {
        if case .gather(let gather) = verb { gather.confirm.prompt ?? [] } else { [] }
    }

    /// What an expression's value is used for.
    enum Purpose {
        case spoken(SpokenValue.Form)
        case assignment(Located<VariableName>)
        case condition
        case url
        case query
        case body
        case transferTarget
        case callbackNumber
        case notification
        case parameter(Located<VariableName>, of: FlowName)
    }

    /// The variables that the step gives a value, each with the outcomes by which it has one.
    var assigned: [(variable: Located<VariableName>, labels: Set<String>)] {
        switch verb {
        case .gather(let gather): [(gather.into, ["next"])]
        case .record(let record): [(record.into, ["next"])]
        case .set(let set): set.assignments.map { ($0.variable, ["next"]) }
        case .fetch(let fetch): fetch.into.map { ($0.variable, ["ok"]) }
        case .run(let run): run.into.map { ($0.variable, Set(edges.map(\.label))) }
        default: []
        }
    }

    /// Every prompt of the catalogue that the step can play.
    var prompts: [Located<PromptName>] {
        let items: [PromptItem]
        var music: [Located<PromptName>] = []
        switch verb {
        case .play(let play): items = play.prompt
        case .menu(let menu): items = menu.items
        case .gather(let gather): items = gather.question.items + confirmation
        case .record(let record): items = record.prompt
        case .fetch(let fetch): items = fetch.filler
        case .enqueue(let enqueue):
            items = enqueue.items + (enqueue.whisper.map { $0.language == nil ? $0.prompt : [] } ?? [])
            music = enqueue.music
        case .transfer(let transfer):
            items = []
            music = transfer.music.map { [$0] } ?? []
        case .recording, .set, .branch, .hours, .language, .run, .notify, .hangup: items = []
        }
        return items.names + music
    }
}

extension Enqueue {
    /// Every expression, of the whisper too.
    fileprivate var expressions: [(expression: FlowExpression, purpose: Step.Purpose)] {
        items.expressions + (whisper?.prompt.expressions ?? []) + (callback?.number.map { [($0, .callbackNumber)] } ?? [])
    }
}

extension Menu {
    /// Every prompt item it can play.
    fileprivate var items: [PromptItem] { question.items + options.flatMap(\.confirm) }
}

extension FlowCommand {
    /// Every prompt item it can play.
    var items: [PromptItem] { prompt + confirm }
}

extension [PromptItem] {
    /// The prompts of the catalogue.
    var names: [Located<PromptName>] { compactMap { if case .name(let name) = $0 { name } else { nil } } }

    /// The values that are said.
    var expressions: [(expression: FlowExpression, purpose: Step.Purpose)] {
        compactMap { if case .value(let spoken) = $0 { (spoken.value, .spoken(spoken.form)) } else { nil } }
    }
}

extension Located<Template> {
    /// The expressions in its braces, each at its place.
    fileprivate func expressions(_ purpose: Step.Purpose) -> [(expression: FlowExpression, purpose: Step.Purpose)] {
        value.expressions.map {
            (Located<Expression>($0.expression, at: range.part(from: $0.offset, count: $0.expression.text.count)), purpose)
        }
    }
}
