import Testing

@testable import Audio

@Suite struct `Media time` {
    @Test func `counts samples of 8 kHz`() {
        #expect(MediaTime.milliseconds(20).samples == 160)
        #expect(MediaTime.milliseconds(20) == .frame)
        #expect(MediaTime.seconds(1.5).samples == 12000)
        #expect(MediaTime(samples: 159).milliseconds == 19)
        #expect(MediaTime(samples: -1).milliseconds == -1)
        #expect(MediaTime(samples: 4).seconds == 0.0005)
        #expect(MediaTime.milliseconds(30) - .milliseconds(10) + .seconds(1) == .milliseconds(1020))
        #expect(MediaTime.zero < .frame)
    }

    @Test func `never traps at its ends`() {
        let (first, last) = (MediaTime(samples: .min), MediaTime(samples: .max))
        #expect(last + .frame == last)
        #expect(first - .frame == first)
        #expect(first - last == first)
        #expect(MediaTime.zero - first == last)
        #expect(MediaTime.milliseconds(.max) == last)
        #expect(MediaTime.milliseconds(.min) == first)
        #expect(MediaTime.seconds(.infinity) == last)
        #expect(MediaTime.seconds(-1e30) == first)
        #expect(MediaTime.seconds(.nan) == .zero)
    }
}

@Suite struct `Decibels are` {
    @Test func `ratios`() {
        #expect(abs(Decibels(10).powerRatio - 10) < 1e-12)
        #expect(abs(Decibels(20).amplitudeRatio - 10) < 1e-12)
        #expect(Decibels(3) + 4 == 7 && Decibels(3) - 4 == -1 && -Decibels(2) == -2)
    }

    @Test(arguments: [3.14, 0, -10, -25, -60])
    func `levels that survive the way to samples and back`(_ level: Double) {
        #expect(abs(Decibels(meanSquare: Decibels(level).meanSquare).value - level) < 1e-9)
    }

    @Test func `levels against the full-scale sine`() {
        #expect(abs(Decibels.fullScaleSine.sinePeak - 32767) < 1e-6)
        #expect(Decibels(meanSquare: 0) == .inaudible)
        #expect(Decibels(meanSquare: .nan) == .inaudible)
    }
}
