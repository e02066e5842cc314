public import Diagnostics

/// Asks a service over HTTP.
public struct Fetch: Sendable {
    /// How it is asked.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Reads; `send` becomes the query.
        case get = "GET"
        /// Sends; `send` becomes a JSON body.
        case post = "POST"
        /// Replaces; `send` becomes a JSON body.
        case put = "PUT"
        /// Changes; `send` becomes a JSON body.
        case patch = "PATCH"
        /// Removes; `send` becomes the query.
        case delete = "DELETE"

        /// Whether `send` travels in the body and not in the URL.
        public var hasBody: Bool { self == .post || self == .put || self == .patch }
    }

    /// A variable and the part of the answer that it takes.
    public struct Result: Sendable {
        /// The variable.
        public var variable: Located<VariableName>
        /// The way through the answer's JSON; empty for all of it.
        public var path: Located<JSONPath>
    }

    /// The address; values in it are percent-encoded.
    public var url: Located<Template>
    /// How it is asked: `POST` when something is sent, else `GET`, unless the flow says otherwise.
    public var method: Method
    /// What is sent, by name.
    public var send: [NamedValue]
    /// What is kept of the answer; a part that is missing, or of another type than its variable, makes the outcome `failed`.
    public var into: [Result]
    /// How long the answer is waited for.
    public var timeout: Duration
    /// What is played while waiting, again and again.
    public var filler: [PromptItem]
    /// With an answer of status 200 to 299.
    public var ok: Located<Target>
    /// With any other, or none.
    public var failed: Located<Target>
    /// When it took too long.
    public var timedOut: Located<Target>
}

/// A way through JSON: `driver.name`, `rides[0].eta`.
public struct JSONPath: Hashable, Sendable {
    /// One step of the way.
    public enum Part: Hashable, Sendable {
        /// A field of an object.
        case field(String)
        /// An element of a list, from 0.
        case element(Int)
    }

    /// The steps; none for the whole.
    public var parts: [Part]
}

/// Hands the call to a number or SIP address.
public struct Transfer: Sendable {
    /// How it is done.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The caller is sent away with REFER (RFC 3515).
        case blind
        /// A second leg is dialled and joined with the caller here.
        case attended
    }

    /// A number or SIP address.
    public var to: Located<Template>
    /// How it is done.
    public var mode: Mode
    /// How long it may ring.
    public var ring: Duration
    /// What is played meanwhile; a ringing tone when absent.
    public var music: Located<PromptName>?
    /// After the conversation.
    public var answered: Located<Target>
    /// When the other side is engaged.
    public var busy: Located<Target>
    /// When nobody answers in time.
    public var noAnswer: Located<Target>
    /// When it cannot be reached.
    public var failed: Located<Target>
}

/// Tells somebody outside, by a target of the configuration.
public struct Notify: Sendable {
    /// The target's name.
    public var target: Located<String>
    /// What is said, or
    public var text: Located<Template>?
    /// what is sent, by name.
    public var data: [NamedValue]
    /// When it was accepted.
    public var next: Located<Target>
    /// When it was not.
    public var failed: Located<Target>
}
