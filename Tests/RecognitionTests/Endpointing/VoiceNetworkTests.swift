import Audio
import Foundation
import Testing

@testable import Recognition

@Suite struct `The network that hears voices` {
    private static let imagined = ImaginedNetwork(seed: 7)
    private static let file = imagined.file()

    @Test func `reckons what its numbers say`() throws {
        let network = try VoiceNetwork(Self.file)
        var noise = SplitMix(seed: 3)
        let sound = (0..<256 * 3).map { _ in Int16(truncatingIfNeeded: noise.next() >> 50) }
        var (memory, start, chances) = (VoiceMemory(), 0, [Float]())
        while start < sound.count {
            start += memory.collect(sound.span, from: start, gain: 1)
            guard memory.isFull else { continue }
            memory.mirror()
            chances.append(network.judge(&memory))
            memory.moveOn()
        }
        let expected = Self.imagined.chances(of: sound.map { Float($0) / 32768 })
        #expect(chances.count == 3)
        // They have to differ from each other, or equality would say little.
        #expect((expected.max() ?? 0) - (expected.min() ?? 0) > 0.001)
        for (chance, exact) in zip(chances, expected) { #expect(abs(Double(chance) - exact) < 1e-5) }
    }

    @Test func `a file that is cut off anywhere is an error`() {
        for length in stride(from: 0, to: Self.file.count, by: 4999) {
            #expect(throws: VoiceNetworkError.self) { try VoiceNetwork(Array(Self.file.prefix(length))) }
        }
    }

    @Test func `a tensor that is missing is named`() {
        let shapes = ImaginedNetwork.shapes.filter { $0.name != "decoder.rnn.bias_ih" }
        #expect(throws: VoiceNetworkError.missing(tensor: "decoder.rnn.bias_ih")) {
            try VoiceNetwork(Self.imagined.file(shapes: shapes))
        }
    }

    @Test func `a tensor of another shape is named`() {
        let shapes = ImaginedNetwork.shapes.map { $0.name == "decoder.rnn.bias_ih" ? ($0.name, [256, 2]) : $0 }
        #expect(throws: VoiceNetworkError.wrongShape(tensor: "decoder.rnn.bias_ih", is: [256, 2], expected: [512])) {
            try VoiceNetwork(Self.imagined.file(shapes: shapes))
        }
    }

    @Test func `what is no number is refused`() {
        var imagined = Self.imagined
        imagined.tensors["decoder.rnn.bias_hh"]?[9] = .nan
        #expect(throws: VoiceNetworkError.notFinite(tensor: "decoder.rnn.bias_hh")) { try VoiceNetwork(imagined.file()) }
    }

    @Test func `graphs in graphs without end are refused`() {
        var octets: [UInt8] = []
        for _ in 0..<12 {
            for field: UInt8 in [6, 5, 1] { octets = [field << 3 | 2, UInt8(min(octets.count, 127))] + octets.prefix(127) }
        }
        #expect(throws: VoiceNetworkError.tooDeep) { try VoiceNetwork([7 << 3 | 2, UInt8(min(octets.count, 127))] + octets.prefix(127)) }
    }
}

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
func tangent(_ x: Double) -> Double { tanh(x) }
