/// Turns a flow's prompt items into clips of one language.
struct PromptRenderer {
    let context: EvaluationContext

    /// Why a prompt could not be rendered.
    enum Failure: Error {
        case expression(EvaluationError)
        case speech(SpeechError)
        case language(LanguageTag)
    }

    /// The prompt with its values said.
    func rendered(_ items: [PromptItem]) throws(Failure) -> RenderedPrompt {
        var segments: [PromptSegment] = []
        for item in items {
            switch item {
            case .name(let name): segments.append(segment(name.value))
            case .value(let value): segments.append(try segment(value))
            }
        }
        return RenderedPrompt(segments: segments)
    }

    /// A prompt of the catalogue.
    func segment(_ name: PromptName) -> PromptSegment {
        PromptSegment(shown: name.rawValue, clips: [ClipID(language: context.language, name: name.rawValue)])
    }

    private func segment(_ spoken: SpokenValue) throws(Failure) -> PromptSegment {
        let value: Guarded<FlowValue>
        do throws(EvaluationError) {
            value = try spoken.value.value.evaluate(in: context)
        } catch {
            throw .expression(error)
        }
        return try segment(saying: value, as: spoken.form, currency: spoken.currency)
    }

    /// A value said in a form.
    func segment(saying value: Guarded<FlowValue>, as form: SpokenValue.Form, currency: Currency? = nil) throws(Failure) -> PromptSegment {
        guard let language = SpokenLanguage(context.language) else { throw .language(context.language) }
        do throws(SpeechError) {
            let clips = try language.clips(saying: value.reveal(), as: form, currency: currency)
            let shown = "{\(form.rawValue): \(value)}"
            return PromptSegment(shown: shown, clips: clips, isSensitive: value.isSealed)
        } catch {
            throw .speech(error)
        }
    }
}
