import Foundation
import MonitoringModel

@testable import DeviceHealth

/// Series with known faults, from a seeded source.
struct MadeUpSeries {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to 1 (SplitMix64).
    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }

    /// Noise within a band.
    mutating func noise(_ count: Int, around middle: Double = 50, width: Double = 2) -> [Double] {
        (0..<count).map { _ in middle + width * (uniform() - 0.5) }
    }

    /// A daily wave with noise, one value in five minutes.
    mutating func days(_ days: Int) -> [Double] {
        (0..<days * 288)
            .map { step in
                50 + 20 * sin(2 * .pi * Double(step % 288) / 288) + 2 * (uniform() - 0.5)
            }
    }

    /// The scores of a series with one value in five minutes.
    static func scores(_ values: [Double], _ detector: inout AnomalyDetector, from first: Int = 0) -> [AnomalyScore] {
        values.enumerated().map { detector.score($1, at: fiveMinutes(first + $0)) }
    }

    /// The scores of a new detector.
    static func scores(_ values: [Double]) -> [AnomalyScore] {
        var detector = AnomalyDetector()
        return scores(values, &detector)
    }

    /// The instant of a step of five minutes, from a Monday on.
    static func fiveMinutes(_ step: Int) -> Instant {
        Instant(millisecondsSinceEpoch: 1_699_833_600_000 + Int64(step) * 300_000)
    }
}
