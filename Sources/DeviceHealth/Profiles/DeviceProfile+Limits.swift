extension DeviceProfile {
    /// What the customer calls the device.
    var noun: String {
        switch self {
        case .cableBox: "cable box"
        case .monitor(let profile): profile.sort.noun
        }
    }

    /// The skill that a technician needs by default.
    var skill: String {
        switch self {
        case .cableBox: "cable"
        case .monitor(let profile): profile.sort.skill
        }
    }

    /// What is most likely wrong with a device that is silent.
    var silencePart: String {
        switch self {
        case .cableBox: "power, cabling or the box itself"
        case .monitor(let profile):
            profile.sort == .wearable ? "battery, or it is not worn" : "power, radio link or the device itself"
        }
    }

    /// When the device is silent.
    var silence: SilenceWatch.Limits {
        switch self {
        case .cableBox(let profile):
            SilenceWatch.Limits(
                interval: profile.reportInterval,
                factor: profile.silenceIntervals,
                minimum: profile.silenceMinimum,
                initial: profile.silenceInitial
            )
        case .monitor(let profile):
            SilenceWatch.Limits(
                interval: profile.reportInterval,
                factor: profile.silenceIntervals,
                minimum: profile.silenceMinimum,
                initial: profile.silenceInitial
            )
        }
    }

    /// When a fault flaps.
    var flapping: FlapDamper.Settings {
        switch self {
        case .cableBox(let profile):
            FlapDamper.Settings(changes: profile.flapChanges, window: profile.flapWindow, quiet: profile.flapQuiet)
        case .monitor(let profile):
            FlapDamper.Settings(changes: profile.flapChanges, window: profile.flapWindow, quiet: profile.flapQuiet)
        }
    }
}
