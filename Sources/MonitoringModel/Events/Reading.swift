/// One measured value of one device.
public struct Reading: Hashable, Codable, Sendable {
    /// The device that measured.
    public var device: DeviceID
    /// What was measured, such as `snr` or `temperature`: the path of the field, levels joined by dots.
    public var metric: String
    /// The value, in the device's own unit.
    public var value: Double
    /// The unit as the device named it, if it did.
    public var unit: String?
    /// When it was measured, by the device's clock.
    public var observedAt: Instant
    /// When it arrived, by ours.
    public var receivedAt: Instant

    /// Creates a reading.
    public init(
        device: DeviceID,
        metric: String,
        value: Double,
        unit: String? = nil,
        observedAt: Instant,
        receivedAt: Instant
    ) {
        self.device = device
        self.metric = metric
        self.value = value
        self.unit = unit
        self.observedAt = observedAt
        self.receivedAt = receivedAt
    }
}
