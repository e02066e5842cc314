/// Why a file is no network that hears voices.
public enum VoiceNetworkError: Error, Hashable, Sendable {
    /// It is no ONNX file, or it is cut off: what is at `offset` cannot be read.
    case malformed(offset: Int)
    /// It has graphs in graphs deeper than any real one.
    case tooDeep
    /// It has more tensors than any real one.
    case tooManyTensors
    /// It holds no network for 8 kHz: no tensor of that name.
    case missing(tensor: String)
    /// A tensor has another shape than that of the network that is known here.
    case wrongShape(tensor: String, is: [Int], expected: [Int])
    /// A tensor holds something that is no finite number.
    case notFinite(tensor: String)
}

extension VoiceNetworkError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .malformed(let offset): "octet \(offset) is not that of an ONNX file; is it whole?"
        case .tooDeep: "graphs lie in graphs too deep"
        case .tooManyTensors: "there are more tensors than any network of this kind has"
        case .missing(let tensor): "there is no tensor \(tensor) for 8 kHz; silero_vad.onnx of version 5 or 6 is what is understood"
        case .wrongShape(let tensor, let shape, let expected): "tensor \(tensor) is \(shape), not \(expected)"
        case .notFinite(let tensor): "tensor \(tensor) holds what is no number"
        }
    }
}
