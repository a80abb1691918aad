import MonitoringModel

extension CableBoxProfile: Codable {
    private enum Field: String, CaseIterable, CodingKey {
        case profile
        case snrFault = "snr_fault_db"
        case snrNormal = "snr_normal_db"
        case uncorrectableFault = "uncorrectable_fault_per_minute"
        case uncorrectableNormal = "uncorrectable_normal_per_minute"
        case powerLow = "power_low_dbmv"
        case powerHigh = "power_high_dbmv"
        case powerDeadband = "power_deadband_db"
        case temperatureHigh = "temperature_high_c"
        case temperatureDeadband = "temperature_deadband_c"
        case flapChanges = "flap_changes"
        case flapWindow = "flap_window_s"
        case flapQuiet = "flap_quiet_s"
        case rebootCount = "reboot_count"
        case rebootWindow = "reboot_window_s"
        case onDelayReadings = "on_delay_readings"
        case onDelay = "on_delay_s"
        case offDelayReadings = "off_delay_readings"
        case reportInterval = "report_interval_s"
        case silenceIntervals = "silence_intervals"
        case silenceMinimum = "silence_minimum_s"
        case silenceInitial = "silence_initial_s"
    }

    /// Decodes a profile; what is absent has its default.
    ///
    /// - Throws: `DecodingError` if a field is unknown, of the wrong type, or a threshold is not permitted.
    public init(from decoder: any Decoder) throws {
        try ProfileFields.check(decoder, known: Field.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: Field.self)
        self.init()
        func read<Value: Decodable>(_ field: Field, into value: inout Value) throws {
            value = try container.decodeIfPresent(Value.self, forKey: field) ?? value
        }
        func read(_ field: Field, into value: inout Duration) throws {
            value = try Self.duration(container, field) ?? value
        }
        try read(.snrFault, into: &snrFault)
        // Whoever moves the fault threshold alone keeps the deadband.
        snrNormal = snrFault + 2
        try read(.snrNormal, into: &snrNormal)
        try read(.uncorrectableFault, into: &uncorrectableFault)
        uncorrectableNormal = uncorrectableFault / 10
        try read(.uncorrectableNormal, into: &uncorrectableNormal)
        try read(.powerLow, into: &powerLow)
        try read(.powerHigh, into: &powerHigh)
        try read(.powerDeadband, into: &powerDeadband)
        try read(.temperatureHigh, into: &temperatureHigh)
        try read(.temperatureDeadband, into: &temperatureDeadband)
        try read(.flapChanges, into: &flapChanges)
        try read(.flapWindow, into: &flapWindow)
        try read(.flapQuiet, into: &flapQuiet)
        try read(.rebootCount, into: &rebootCount)
        try read(.rebootWindow, into: &rebootWindow)
        try read(.onDelayReadings, into: &onDelayReadings)
        onDelay = try Self.duration(container, .onDelay)
        try read(.offDelayReadings, into: &offDelayReadings)
        reportInterval = try Self.duration(container, .reportInterval)
        try read(.silenceIntervals, into: &silenceIntervals)
        try read(.silenceMinimum, into: &silenceMinimum)
        try read(.silenceInitial, into: &silenceInitial)
        do {
            try validate()
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.description)
            )
        }
    }

    /// Encodes all thresholds.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Field.self)
        try container.encode(Self.name, forKey: .profile)
        try container.encode(snrFault, forKey: .snrFault)
        try container.encode(snrNormal, forKey: .snrNormal)
        try container.encode(uncorrectableFault, forKey: .uncorrectableFault)
        try container.encode(uncorrectableNormal, forKey: .uncorrectableNormal)
        try container.encode(powerLow, forKey: .powerLow)
        try container.encode(powerHigh, forKey: .powerHigh)
        try container.encode(powerDeadband, forKey: .powerDeadband)
        try container.encode(temperatureHigh, forKey: .temperatureHigh)
        try container.encode(temperatureDeadband, forKey: .temperatureDeadband)
        try container.encode(flapChanges, forKey: .flapChanges)
        try container.encode(flapWindow.inSeconds, forKey: .flapWindow)
        try container.encode(flapQuiet.inSeconds, forKey: .flapQuiet)
        try container.encode(rebootCount, forKey: .rebootCount)
        try container.encode(rebootWindow.inSeconds, forKey: .rebootWindow)
        try container.encode(onDelayReadings, forKey: .onDelayReadings)
        try container.encodeIfPresent(onDelay?.inSeconds, forKey: .onDelay)
        try container.encode(offDelayReadings, forKey: .offDelayReadings)
        try container.encodeIfPresent(reportInterval?.inSeconds, forKey: .reportInterval)
        try container.encode(silenceIntervals, forKey: .silenceIntervals)
        try container.encode(silenceMinimum.inSeconds, forKey: .silenceMinimum)
        try container.encode(silenceInitial.inSeconds, forKey: .silenceInitial)
    }

    private static func duration(
        _ container: KeyedDecodingContainer<Field>,
        _ field: Field
    ) throws -> Duration? {
        guard let seconds = try container.decodeIfPresent(Double.self, forKey: field) else { return nil }
        // Beyond this a duration could overflow; the range proper is checked with the others.
        guard seconds.magnitude <= 1e12 else {
            throw DecodingError.dataCorruptedError(
                forKey: field,
                in: container,
                debugDescription: "\(seconds) is no number of seconds"
            )
        }
        return .milliseconds(Int64(seconds * 1_000))
    }
}

/// The names of the fields that a document has.
private enum ProfileFields {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    static func check(_ decoder: any Decoder, known: [String]) throws {
        let container = try decoder.container(keyedBy: Name.self)
        guard let stranger = container.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: container.codingPath + [stranger],
                debugDescription: "unknown field '\(stranger.stringValue)'; known are \(known.joined(separator: ", "))"
            )
        )
    }
}
