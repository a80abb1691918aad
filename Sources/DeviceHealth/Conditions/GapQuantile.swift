import Foundation
import MonitoringModel

/// A running upper quantile of the gaps between messages, in constant memory.
///
/// A gap above the estimate raises its logarithm by 0.18, one below lowers it by 0.02, so that it settles where
/// nine in ten gaps lie below; the first hundred gaps count fourfold. It never leaves the range of the gaps seen.
/// Later one long outage moves it by a fifth at most, and a device that reports ten times as seldom as before is
/// known after about 13 gaps. Source: stochastic approximation (Robbins and Monro 1951) as in
/// Ma, Muthukrishnan and Sandler, "Frugal Streaming for Estimating Quantiles" (2013), with steps in the logarithm.
struct GapQuantile: Hashable, Codable, Sendable {
    /// How many gaps must have been seen before the estimate counts.
    static let warmUp = 20
    /// How many gaps count fourfold.
    static let learning = 100

    private var logarithm = 0.0
    private var count = 0

    /// The gap that nine in ten stay below; `nil` until ``warmUp`` gaps have been seen.
    var value: Duration? {
        guard count >= Self.warmUp, logarithm.isFinite else { return nil }
        return .milliseconds(Int64(exp(min(max(logarithm, 0), 24))))
    }

    /// Takes a gap.
    mutating func take(_ gap: Duration) {
        let next = log(max(1, Double(gap.wholeMilliseconds)))
        if count == 0 || !logarithm.isFinite {
            logarithm = next
        } else {
            let step = count < Self.learning ? 0.08 : 0.02
            logarithm += next > logarithm ? min(step * 9, next - logarithm) : -min(step, logarithm - next)
        }
        count = min(count + 1, 1_000_000)
    }
}
