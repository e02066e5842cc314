/// A value that cannot be said in the form a prompt asks for.
public struct SpeechError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The form that was asked for.
    public let form: SpokenValue.Form
    /// What the form needs.
    public let needs: String

    init(_ form: SpokenValue.Form, needs: String) {
        self.form = form
        self.needs = needs
    }

    /// A sentence without the value, which may be a caller's.
    public var description: String { "a value cannot be said as \(form.rawValue): it is not \(needs)" }
}
