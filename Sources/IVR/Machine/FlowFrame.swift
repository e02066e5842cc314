/// One flow at work in a call: the one that was called, or one that another runs.
struct FlowFrame: Sendable {
    let flow: Flow
    var variables: Variables
    var step: StepID

    init(flow: Flow) {
        self.flow = flow
        step = flow.start
        variables = Variables(scope: flow.scope)
    }
}

extension Flow {
    /// The variables of its expressions.
    public var scope: ExpressionScope {
        ExpressionScope(types: variables.mapValues(\.type), sensitive: Set(variables.values.filter(\.isSensitive).map(\.name)))
    }
}

extension FlowMachine {
    /// The flow at work; there is always one.
    var frame: FlowFrame {
        get { frames[frames.count - 1] }
        set { frames[frames.count - 1] = newValue }
    }

    /// The step the call is in.
    public var currentStep: StepID { frame.step }
    /// The flow at work.
    public var currentFlow: FlowName { frame.flow.name }
    /// The variables of the flow at work.
    public var variables: Variables { frame.variables }
    /// The activity whose outcome is awaited.
    public var awaited: ActivityID? { activity?.id }

    /// Where expressions get their values.
    var context: EvaluationContext { EvaluationContext(variables: frame.variables, facts: facts, language: language) }
    var renderer: PromptRenderer { PromptRenderer(context: context) }

    /// What an agent is told: what was set in the flow that was called, and in those it is running.
    public var callContext: CallContext {
        var collected: [CallContext.Item] = []
        for frame in frames {
            for name in frame.variables.names where !collected.contains(where: { $0.name == name }) {
                guard let value = frame.variables[name]?.map(\.plainText), value.reveal().utf8.count <= 256 else { continue }
                collected.append(CallContext.Item(name: name, value: value))
            }
        }
        return CallContext(language: language, collected: collected, path: pathWalked)
    }
}

extension FlowMachine {
    /// Gives the variables of the flow at work their first values, unless a flow that runs it has handed them others.
    mutating func initialise() throws(FlowFault.Reason) {
        for declaration in frame.flow.variables.values.sorted(by: { $0.range < $1.range }) where frame.variables[declaration.name] == nil {
            guard let expression = declaration.defaultValue?.value else { continue }
            try give(declaration.name, try value(of: expression), isDefault: true)
        }
    }

    /// The value of an expression; why there is none becomes the flow's fault.
    func value(of expression: Expression) throws(FlowFault.Reason) -> Guarded<FlowValue> {
        do throws(EvaluationError) {
            return try expression.evaluate(in: context)
        } catch {
            throw .expression(error.description)
        }
    }

    /// A template with its values; why there is none becomes the flow's fault.
    func text(of template: Template, encoding: Template.Encoding = .plain) throws(FlowFault.Reason) -> Guarded<String> {
        do throws(EvaluationError) {
            return try template.filled(in: context, encoding: encoding)
        } catch {
            throw .expression(error.description)
        }
    }

    /// A prompt with its values; why it cannot be said becomes the flow's fault.
    func rendered(_ items: [PromptItem]) throws(FlowFault.Reason) -> RenderedPrompt {
        do throws(PromptRenderer.Failure) {
            return try renderer.rendered(items)
        } catch {
            throw error.reason
        }
    }

    /// Sets a variable of the flow at work; a value of the wrong type is the flow's fault.
    mutating func give(_ name: VariableName, _ value: Guarded<FlowValue>, isDefault: Bool = false) throws(FlowFault.Reason) {
        // In its place: through `frame` every value would be copied.
        guard frames[frames.count - 1].variables.set(name, to: value, isDefault: isDefault) else {
            let type = frame.variables.type(of: name)?.rawValue ?? "no variable"
            throw .expression("the variable \"\(name)\" (\(type)) cannot hold a \(value.reveal().kind)")
        }
    }

    /// Sets a variable and says so.
    mutating func assign(_ name: VariableName, _ value: Guarded<FlowValue>, into effects: inout [FlowEffect]) throws(FlowFault.Reason) {
        try give(name, value)
        effects.append(.assigned(name, shown: frame.variables.shown(name)))
    }
}

extension PromptRenderer.Failure {
    var reason: FlowFault.Reason {
        switch self {
        case .expression(let error): .expression(error.description)
        case .speech(let error): .prompt(error.description)
        case .language(let tag): .prompt("values cannot be said in \(tag)")
        }
    }
}
