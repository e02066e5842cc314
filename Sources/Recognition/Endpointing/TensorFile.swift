/// The named tensors of 32-bit numbers in an ONNX file, wherever in its graphs they lie: as initialisers, or as outputs of constant nodes.
///
/// Of `onnx.proto` this is what is read: ModelProto.graph 7; GraphProto.node 1, initializer 5; NodeProto.output 2, attribute 5;
/// AttributeProto.t 5, g 6; TensorProto.dims 1, data_type 2, name 8, raw_data 9.
struct TensorFile {
    /// One tensor: its shape and where its numbers lie.
    struct Tensor {
        var shape: [Int]
        var octets: Range<Int>

        /// The product of the shape; nothing when it is beyond what the octets hold.
        var count: Int? { octets.count.isMultiple(of: 4) ? octets.count / 4 : nil }
    }

    private static let deepest = 8
    private static let most = 20_000

    private(set) var tensors: [String: Tensor] = [:]
    private var seen = 0

    /// Finds the tensors of a file.
    init(_ octets: Span<UInt8>) throws(VoiceNetworkError) {
        var model = ProtobufReader(0..<octets.count)
        while let field = try model.next(octets) {
            if field.number == 7, case .octets(let graph) = field.value { try readGraph(graph, octets, depth: 0) }
        }
    }

    private mutating func readGraph(_ range: Range<Int>, _ octets: Span<UInt8>, depth: Int) throws(VoiceNetworkError) {
        guard depth < Self.deepest else { throw .tooDeep }
        var graph = ProtobufReader(range)
        while let field = try graph.next(octets) {
            guard case .octets(let piece) = field.value else { continue }
            switch field.number {
            case 1: try readNode(piece, octets, depth: depth)
            case 5: try readTensor(piece, octets, name: nil)
            default: continue
            }
        }
    }

    private mutating func readNode(_ range: Range<Int>, _ octets: Span<UInt8>, depth: Int) throws(VoiceNetworkError) {
        var (node, output, tensors) = (ProtobufReader(range), "", [Range<Int>]())
        while let field = try node.next(octets) {
            guard case .octets(let piece) = field.value else { continue }
            switch field.number {
            case 2: output = Self.text(piece, octets)
            case 5: if let tensor = try readAttribute(piece, octets, depth: depth) { tensors.append(tensor) }
            default: continue
            }
        }
        if tensors.count == 1 { try readTensor(tensors[0], octets, name: output) }
    }

    private mutating func readAttribute(
        _ range: Range<Int>, _ octets: Span<UInt8>, depth: Int
    ) throws(VoiceNetworkError) -> Range<Int>? {
        var (attribute, tensor) = (ProtobufReader(range), Range<Int>?.none)
        while let field = try attribute.next(octets) {
            guard case .octets(let piece) = field.value else { continue }
            switch field.number {
            case 5: tensor = piece
            case 6: try readGraph(piece, octets, depth: depth + 1)
            default: continue
            }
        }
        return tensor
    }

    private mutating func readTensor(_ range: Range<Int>, _ octets: Span<UInt8>, name: String?) throws(VoiceNetworkError) {
        seen += 1
        guard seen <= Self.most else { throw .tooManyTensors }
        var (tensor, name, isFloat) = (ProtobufReader(range), name ?? "", false)
        var (shape, numbers) = ([Int](), Range<Int>?.none)
        while let field = try tensor.next(octets) {
            switch (field.number, field.value) {
            case (1, .number(let length)) where shape.count < 16: shape.append(Int(clamping: length))
            case (1, .octets(let piece)): shape += try ProtobufReader.numbers(piece, octets).map { Int(clamping: $0) }
            case (2, .number(let type)): isFloat = type == 1
            case (8, .octets(let piece)) where name.isEmpty: name = Self.text(piece, octets)
            case (9, .octets(let piece)): numbers = piece
            default: continue
            }
        }
        if isFloat, let numbers, !name.isEmpty { tensors[name] = Tensor(shape: shape, octets: numbers) }
    }

    /// A name; one that is no name is cut.
    private static func text(_ range: Range<Int>, _ octets: Span<UInt8>) -> String {
        var text: [UInt8] = []
        for place in range.prefix(256) { text.append(octets[place]) }
        return String(decoding: text, as: UTF8.self)
    }
}
