public import FieldService
public import MonitoringModel

/// A visit that a customer is offered because a device has a fault.
public struct VisitOffer: Hashable, Codable, Sendable {
    /// The longest fault sentence and device name that are quoted, in characters; longer ones are cut.
    public static let maximumTextLength = 300

    /// The alert that caused it.
    public var alert: AlertID
    /// What the device is called in a sentence to the customer, such as "cable box".
    public var device: String
    /// What is wrong, as a full sentence for the customer, such as "The signal to your cable box is weak.".
    public var fault: String
    /// The visit that would be booked.
    public var request: VisitRequest

    /// Creates an offer; long texts are cut.
    public init(alert: AlertID, device: String, fault: String, request: VisitRequest) {
        self.alert = alert
        self.device = String(device.prefix(Self.maximumTextLength))
        self.fault = String(fault.prefix(Self.maximumTextLength))
        self.request = request
    }
}
