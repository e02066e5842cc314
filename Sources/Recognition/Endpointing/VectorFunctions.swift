/// 1 / (1 + e^-x).
func sigmoid(_ x: SIMD8<Float>) -> SIMD8<Float> { 1 / (1 + exponential(-x)) }

/// 2 / (1 + e^(-2x)) - 1.
func hyperbolicTangent(_ x: SIMD8<Float>) -> SIMD8<Float> { 2 / (1 + exponential(-2 * x)) - 1 }

/// e^x to seven digits: 2 to the nearest whole power of x / ln 2, and a polynomial for what is left.
private func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let bounded = x.clamped(lowerBound: SIMD8(repeating: -80), upperBound: SIMD8(repeating: 80))
    let power = (bounded * 1.442_695_04).rounded(.toNearestOrEven)
    let rest = bounded - power * 0.693_145_75 - power * 1.428_606_8e-6
    // Taylor's series to the seventh power: within 5e-9 for |rest| <= ln 2 / 2.
    var sum = SIMD8<Float>(repeating: 1 / 5040)
    for coefficient: Float in [1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1, 1] { sum = sum * rest + coefficient }
    let bits = SIMD8<UInt32>(truncatingIfNeeded: SIMD8<Int32>(power) &+ 127) &<< 23
    var scale = SIMD8<Float>.zero
    for lane in 0..<8 { scale[lane] = Float(bitPattern: bits[lane]) }
    return sum * scale
}
