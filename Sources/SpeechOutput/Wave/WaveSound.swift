/// Mono sound with 16-bit samples.
public struct WaveSound: Hashable, Sendable {
    /// The number of samples a second.
    public var sampleRate: UInt32
    /// The samples.
    public var samples: [Int16]

    /// Creates a sound.
    public init(sampleRate: UInt32, samples: [Int16]) {
        self.sampleRate = sampleRate
        self.samples = samples
    }

    /// How long it lasts.
    public var duration: Duration {
        guard sampleRate > 0 else { return .zero }
        let (seconds, rest) = samples.count.quotientAndRemainder(dividingBy: Int(sampleRate))
        return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / Int(sampleRate))
    }

    /// The root mean square of the samples, 0 for silence to 1 for a full-scale square wave.
    public var loudness: Double {
        guard !samples.isEmpty else { return 0 }
        let sum = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        return (sum / Double(samples.count)).squareRoot() / 32_768
    }
}
