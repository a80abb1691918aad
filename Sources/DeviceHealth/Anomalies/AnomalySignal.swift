/// A view of a series in which something new can show; each has its own memory of extremes.
public enum AnomalySignal: String, CaseIterable, Hashable, Codable, Sendable {
    /// The value itself.
    case value
    /// The mean of the last 12 values.
    case shortMean
    /// The mean of the last 48 values.
    case longMean
    /// The distance of the mean of the last 12 values from that of the last 96.
    case shift
    /// The distance between the lowest and the highest of the last 96 values.
    case range
    /// The value on a logarithmic scale, for series whose low values matter as much as the high ones.
    case logarithm
    /// The mean of the last 12 logarithms.
    case shortLogarithm
    /// The mean of the last 48 logarithms.
    case longLogarithm
    /// The step from one logarithm to the next.
    case ratio
    /// The distance from what is usual at this hour of the week.
    case hour
    /// The same in units of what is usual at this hour of the week.
    case hourSpread
    /// The same, smoothed over about 50 values.
    case hourDrift
    /// How unlike all remembered patterns the last 24 values are.
    case shortPattern
    /// How unlike all remembered patterns the last 288 values are.
    case longPattern

    /// What is extreme, as the subject of a sentence.
    var subject: String {
        switch self {
        case .value, .logarithm: "the value"
        case .shortMean, .shortLogarithm: "the mean of 12 values"
        case .longMean, .longLogarithm: "the mean of 48 values"
        case .shift: "the change of level"
        case .range: "the spread of 96 values"
        case .ratio: "the step from one value to the next"
        case .hour, .hourSpread: "the difference from this hour's usual value"
        case .hourDrift: "the lasting difference from the usual hours"
        case .shortPattern: "the pattern of the last 24 values"
        case .longPattern: "the pattern of the last 288 values"
        }
    }

    /// The signal's place in the order of declaration.
    var index: Int {
        switch self {
        case .value: 0
        case .shortMean: 1
        case .longMean: 2
        case .shift: 3
        case .range: 4
        case .logarithm: 5
        case .shortLogarithm: 6
        case .longLogarithm: 7
        case .ratio: 8
        case .hour: 9
        case .hourSpread: 10
        case .hourDrift: 11
        case .shortPattern: 12
        case .longPattern: 13
        }
    }

    /// Whether the signal measures strangeness, so that only its highest values are of interest.
    var isDistance: Bool { self == .shortPattern || self == .longPattern }
}
