public import Audio

extension VoiceDetector {
    /// How many features of a frame are looked at where there is no network's file.
    public static var featureCount: Int { VoiceShape.features }

    /// Those features of each frame of a sound, one frame's after another's, and which frames rise over the noise: what is trained with.
    public static func features(of frames: [AudioFrame]) -> (features: [Float], isLoud: [Bool]) {
        var (gate, shape, features, isLoud) = (VoiceGate(), VoiceShape(), [Float](), [Bool]())
        for frame in frames {
            gate.hear(frame, isForeign: false, isKey: false)
            _ = shape.hear(frame, floor: gate.floorEnergy)
            let inputs = shape.inputs
            for index in 0..<featureCount { features.append(inputs[index]) }
            isLoud.append(gate.isOpen)
        }
        return (features, isLoud)
    }
}
