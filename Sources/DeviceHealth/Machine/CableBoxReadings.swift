import MonitoringModel

/// The values of a cable box's message that can be believed.
struct CableBoxReadings: Sendable {
    /// The downstream signal-to-noise ratio, in dB.
    private(set) var snr: Double?
    /// The codewords that could not be repaired, since the start of the device.
    private(set) var uncorrectable: Double?
    /// The codewords that were repaired, since the start of the device.
    private(set) var correctable: Double?
    /// The downstream power, in dBmV.
    private(set) var power: Double?
    /// The time since the start of the device, in seconds.
    private(set) var uptime: Double?
    /// The temperature inside the device, in degrees Celsius.
    private(set) var temperature: Double?
    /// The number of starts.
    private(set) var reboots: Double?
    /// How many values were of the wrong type or absurd.
    private(set) var ignored = 0

    /// Reads a message; values of wrong types, not finite or beyond what can be measured are left out and counted.
    init(_ document: JSONValue) {
        let counters = 0...9_007_199_254_740_992.0
        snr = read("snr_db", document, in: -20...100)
        uncorrectable = read("uncorrectable_codewords", document, in: counters)
        correctable = read("correctable_codewords", document, in: counters)
        power = read("power_dbmv", document, in: -100...100)
        uptime = read("uptime_s", document, in: 0...1e11)
        temperature = read("temperature_c", document, in: -60...200)
        reboots = read("reboots", document, in: counters)
    }

    private mutating func read(_ name: String, _ document: JSONValue, in range: ClosedRange<Double>) -> Double? {
        guard let value = document[name] else { return nil }
        guard let number = value.doubleValue, range.contains(number) else {
            ignored += 1
            return nil
        }
        return number
    }
}
