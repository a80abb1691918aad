import MonitoringModel

/// What the life cycle keeps at most, and for how long a condition stays quiet.
public struct AlertLimits: Hashable, Sendable {
    /// The number of open alerts, 10,000 by default; further conditions are refused and counted.
    public var openAlerts = 10_000
    /// The number of conditions that stay quiet after being resolved by hand; beyond it they fire again.
    public var suppressions = 10_000
    /// How long a condition that was resolved by hand stays quiet while it still holds; an hour by default.
    ///
    /// Without an end, a detector that fails to report the end of a condition would be silent for ever.
    public var quietPeriod: Duration = .seconds(3_600)
    /// The longest fingerprint in UTF-8 bytes; reports with a longer one are refused and counted.
    public var fingerprintSize = 512
    /// The longest summary in characters; the rest is cut off.
    public var summaryLength = 500
    /// The number of details of an alert; further ones are left out.
    public var details = 32
    /// The longest name of a detail in characters; the rest is cut off.
    public var detailNameLength = 64
    /// The longest value of a detail in characters; the rest is cut off.
    public var detailValueLength = 500
    /// The number of pictures of an alert: the first ones are kept, further ones are left out and counted.
    public var evidence = 8

    /// Creates the default limits.
    public init() {}

    func bounded(_ report: ConditionReport) -> ConditionReport {
        var report = report
        report.summary = report.summary.shortened(to: summaryLength)
        var kept: [String: String] = [:]
        for (name, value) in report.details.sorted(by: { $0.key < $1.key }).prefix(details) {
            kept[name.shortened(to: detailNameLength)] = value.shortened(to: detailValueLength)
        }
        report.details = kept
        return report
    }
}

extension String {
    /// Also bounds the bytes, since one character may carry any number of combining marks.
    fileprivate func shortened(to length: Int) -> String {
        guard utf8.count > length else { return self }
        var result = ""
        for character in prefix(length) {
            guard result.utf8.count + character.utf8.count <= 4 * length else { break }
            result.append(character)
        }
        return result.count < count ? result + "…" : result
    }
}
