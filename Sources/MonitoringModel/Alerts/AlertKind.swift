/// What sort of thing an alert is about, such as `fall` or `device_fault`; rules may name kinds of their own.
public struct AlertKind: Hashable, Sendable, CustomStringConvertible {
    /// The kind's name: 1 to 64 characters out of lower-case ASCII letters, digits and `_`.
    public let rawValue: String

    /// Creates a kind, or returns `nil` if the name is not permitted.
    public init?(_ name: some StringProtocol) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isPermitted) else { return nil }
        rawValue = String(name)
    }

    private init(known name: StaticString) {
        rawValue = name.description
    }

    /// The kind's name.
    public var description: String { rawValue }

    /// Somebody fell.
    public static let fall = AlertKind(known: "fall")
    /// Somebody has not moved for longer than permitted.
    public static let stillness = AlertKind(known: "stillness")
    /// Nobody has been seen for longer than permitted.
    public static let nobodySeen = AlertKind(known: "nobody_seen")
    /// Somebody has not left the bed by the set time.
    public static let notLeftBed = AlertKind(known: "not_left_bed")
    /// Somebody has left the bed at night and not come back.
    public static let outOfBed = AlertKind(known: "out_of_bed")
    /// Somebody has been in the bathroom for longer than permitted.
    public static let bathroom = AlertKind(known: "bathroom")
    /// No movement has been seen on a day by the set time.
    public static let noFirstMovement = AlertKind(known: "no_first_movement")
    /// Somebody has stayed in a place for longer than permitted.
    public static let loitering = AlertKind(known: "loitering")
    /// Somebody is where nobody should be.
    public static let intruder = AlertKind(known: "intruder")
    /// Something moves where nothing should.
    public static let motion = AlertKind(known: "motion")
    /// A camera sends nothing or sees nothing.
    public static let cameraTrouble = AlertKind(known: "camera_trouble")
    /// A device's readings show a fault.
    public static let deviceFault = AlertKind(known: "device_fault")
    /// A device has stopped reporting.
    public static let deviceSilent = AlertKind(known: "device_silent")
    /// A rule without a kind of its own matched.
    public static let rule = AlertKind(known: "rule")

    private static func isPermitted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension AlertKind: Codable {
    /// Decodes a kind from its name.
    ///
    /// - Throws: `DecodingError` if the name is not permitted.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let kind = AlertKind(name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(name.prefix(40))' is not an alert kind: use 1 to 64 of a-z, 0-9 and _"
            )
        }
        self = kind
    }

    /// Encodes the kind as its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
