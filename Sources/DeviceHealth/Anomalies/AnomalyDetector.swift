public import MonitoringModel

/// Notices what is new in a series of measurements, in constant memory and without knowing its future.
///
/// Each ``AnomalySignal`` remembers its extremes of the last few thousand values. One that exceeds them surprises by
/// its excess, in parts of the remembered range; the surprises of all signals add up, as independent evidence does.
/// Extremes as a measure need no assumption about a distribution (compare Siffer et al., "Anomaly Detection in
/// Streams with Extreme Value Theory", 2017); repeated alarms are held back as in Lavin and Ahmad (2015).
///
/// Time orders nothing: values are taken as they come, whatever their time; it says only which hour of the week
/// they belong to. A value that is not finite, or larger than 1e150, is counted and changes nothing. The state is a
/// value: stored and restored at any point, it goes on as if nothing had happened.
public struct AnomalyDetector: Hashable, Codable, Sendable {
    /// The parameters.
    public let settings: AnomalySettings
    /// How many values were no numbers that can be judged.
    public private(set) var ignored: UInt64 = 0
    private var bank = SignalBank()
    private var memories: [ExtremeMemory]
    private var filter = RepeatFilter()
    private var blockBegins: [Instant] = []

    /// The largest value that is judged; larger ones are taken for broken readings.
    public static let largestValue = 1e150

    /// The excess that is told from rounding.
    private static let leastExcess = 1e-6

    /// Creates a detector that knows nothing.
    public init(settings: AnomalySettings = AnomalySettings()) {
        self.settings = settings
        memories = Array(repeating: ExtremeMemory(), count: AnomalySignal.allCases.count)
    }

    /// Restores a detector.
    ///
    /// - Throws: `DecodingError` if the state makes no sense, ``DeviceHealthError`` for settings out of range.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        settings = try values.decode(AnomalySettings.self, forKey: .settings)
        ignored = try values.decode(UInt64.self, forKey: .ignored)
        bank = try values.decode(SignalBank.self, forKey: .bank)
        memories = try values.decode([ExtremeMemory].self, forKey: .memories)
        filter = try values.decode(RepeatFilter.self, forKey: .filter)
        blockBegins = try values.decode([Instant].self, forKey: .blockBegins)
        let isSound =
            bank.isSound(patterns: settings.patterns) && memories.count == AnomalySignal.allCases.count
            && memories.allSatisfy { $0.isSound(settings) } && blockBegins.count <= settings.blocks
        guard isSound else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "the parts of the detector do not fit together")
            )
        }
    }

    /// How many values were judged.
    public var count: Int { bank.count }

    /// Whether enough was seen to judge.
    public var isWarm: Bool { bank.count >= settings.warmUp }

    /// Takes the next value, and returns how strange it is in view of all before it.
    public mutating func score(_ value: Double, at time: Instant) -> AnomalyScore {
        guard value.isFinite, abs(value) <= Self.largestValue else {
            if ignored < .max { ignored += 1 }
            return AnomalyScore(value: 0, isWarm: isWarm)
        }
        let surprise = Self.surprise(value, at: time, bank: &bank, memories: &memories, settings)
        let isNew = filter.isNew(surprise.sum, length: settings.repeatLength)
        noteTime(time)
        guard surprise.sum > 0 else { return AnomalyScore(value: 0, isWarm: isWarm) }
        let score = surprise.sum / (surprise.sum + settings.alarmSurprise) * (isNew ? 1 : 0.25)
        let explanation = score >= AnomalyScore.alarm ? explain(value, at: time, surprise) : nil
        return AnomalyScore(value: score, isWarm: isWarm, explanation: explanation)
    }

    /// What the signals say together of a value.
    private struct Surprise {
        var sum = 0.0
        var signals = 0
        var strongest = AnomalySignal.value
        var excess = 0.0
    }

    /// Parts of the state are handed over one by one, so that both can change at a time without a copy.
    private static func surprise(
        _ value: Double,
        at time: Instant,
        bank: inout SignalBank,
        memories: inout [ExtremeMemory],
        _ settings: AnomalySettings
    ) -> Surprise {
        var result = Surprise()
        let allowed = mask(settings)
        bank.take(value, at: time, patterns: settings.patterns) { signal, value, leastRange in
            let index = signal.index
            guard allowed & (1 << index) != 0 else { return }
            let excess = memories[index].note(value, leastRange: leastRange, settings)
            guard abs(excess) > leastExcess, memories[index].count >= settings.warmUp else { return }
            result.sum += abs(excess) / (abs(excess) + settings.halfExcess)
            result.signals += 1
            if abs(excess) > abs(result.excess) {
                result.excess = excess
                result.strongest = signal
            }
        }
        return result
    }

    private static func mask(_ settings: AnomalySettings) -> UInt32 {
        settings.signals.reduce(0) { $0 | 1 << $1.index }
    }

    /// Notes when the blocks of the memories began, for the words of an explanation.
    private mutating func noteTime(_ time: Instant) {
        guard (bank.count - 1) % settings.blockLength == 0 else { return }
        if blockBegins.count == settings.blocks { blockBegins.removeFirst() }
        blockBegins.append(time)
    }

    private func explain(_ value: Double, at time: Instant, _ surprise: Surprise) -> AnomalyExplanation {
        let begin = blockBegins.first ?? time
        return AnomalyExplanation(
            signal: surprise.strongest,
            excess: surprise.excess,
            spreads: bank.spread > 0 ? (value - bank.level) / bank.spread : 0,
            memory: max(.zero, time - begin),
            signals: surprise.signals
        )
    }
}
