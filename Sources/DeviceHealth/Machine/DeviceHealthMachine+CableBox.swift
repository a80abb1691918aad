import MonitoringModel

extension DeviceHealthMachine {
    /// Looks for the faults of a cable box in what a message says.
    mutating func consider(
        _ readings: CableBoxReadings,
        _ observedAt: Instant,
        _ profile: CableBoxProfile
    ) -> [Effect] {
        state.counters.ignoredValues &+= UInt64(readings.ignored)
        var effects: [Effect?] = []
        func tell(_ code: FaultCode, _ edge: DelayedCondition.Edge?, _ values: [String: String]) {
            effects.append(judge(code.fault, edge, observedAt, values))
        }
        if let snr = readings.snr {
            tell(
                .lowSNR,
                state.snr.take(profile.sample(snr: snr), at: observedAt, profile.delays),
                ["snr_db": "\(snr)"]
            )
        }
        if let power = readings.power {
            let edge = state.power.take(profile.sample(power: power), at: observedAt, profile.delays)
            tell(.powerOutOfRange, edge, ["power_dbmv": "\(power)"])
        }
        if let count = readings.uncorrectable, let rate = state.uncorrectable.take(count, at: observedAt) {
            let edge = state.codewords.take(profile.sample(uncorrectable: rate), at: observedAt, profile.delays)
            var details = ["uncorrectable_per_minute": "\(rate.rounded())"]
            details["correctable_codewords"] = readings.correctable.map { "\($0)" }
            tell(.uncorrectableCodewords, edge, details)
        }
        if let temperature = readings.temperature {
            let edge = take(temperature: temperature, observedAt, profile)
            tell(.highTemperature, edge, ["temperature_c": "\(temperature)"])
        }
        let restarts = state.reboots.take(
            counter: readings.reboots,
            uptime: readings.uptime,
            at: observedAt,
            limit: profile.rebootCount,
            within: profile.rebootWindow
        )
        tell(.rebootLoop, restarts, ["restarts": "\(state.reboots.count)"])
        return effects.compactMap(\.self)
    }

    private mutating func take(
        temperature: Double,
        _ observedAt: Instant,
        _ profile: CableBoxProfile
    ) -> DelayedCondition.Edge? {
        var condition = state.temperature ?? DelayedCondition()
        defer { state.temperature = condition }
        return condition.take(profile.sample(temperature: temperature), at: observedAt, profile.delays)
    }
}

extension CableBoxProfile {
    fileprivate var delays: DelayedCondition.Delays {
        DelayedCondition.Delays(onReadings: onDelayReadings, onDuration: onDelay, offReadings: offDelayReadings)
    }

    fileprivate func sample(snr: Double) -> DelayedCondition.Sample {
        snr < snrFault ? .faulty : snr >= snrNormal ? .normal : .between
    }

    fileprivate func sample(uncorrectable rate: Double) -> DelayedCondition.Sample {
        rate >= uncorrectableFault ? .faulty : rate <= uncorrectableNormal ? .normal : .between
    }

    fileprivate func sample(temperature: Double) -> DelayedCondition.Sample {
        temperature >= temperatureHigh
            ? .faulty : temperature <= temperatureHigh - temperatureDeadband ? .normal : .between
    }

    fileprivate func sample(power: Double) -> DelayedCondition.Sample {
        if power < powerLow || power > powerHigh { return .faulty }
        return power >= powerLow + powerDeadband && power <= powerHigh - powerDeadband ? .normal : .between
    }
}
