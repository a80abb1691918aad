/// A name that people and devices use for one thing of a kind, such as a camera or a person.
///
/// An identifier is 1 to 128 characters out of ASCII letters, digits, `-`, `_`, `.`, `:` and `@`, so
/// that it fits in a topic level, a path component and a file name without quoting.
public struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
    /// The longest permitted identifier, in characters.
    public static var maximumLength: Int { 128 }

    /// The text of the identifier.
    public let rawValue: String

    /// Creates an identifier, or returns `nil` if the text is empty, too long, has a character that is
    /// not permitted, or is `.` or `..`.
    public init?(_ text: some StringProtocol) {
        let count = text.utf8.count
        guard count >= 1, count <= Self.maximumLength, text.utf8.allSatisfy(Self.isPermitted) else { return nil }
        guard text != ".", text != ".." else { return nil }
        rawValue = String(text)
    }

    /// The text of the identifier.
    public var description: String { rawValue }

    private static func isPermitted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: "@"):
            true
        default:
            false
        }
    }
}

extension Identifier: Comparable {
    /// Returns whether the first identifier sorts before the second.
    public static func < (lhs: Identifier, rhs: Identifier) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension Identifier: Codable {
    /// Decodes an identifier from a string.
    ///
    /// - Throws: `DecodingError` if the value is not a permitted identifier.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let identifier = Identifier(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text.prefix(40))' is not an identifier: use 1 to 128 letters, digits and -_.:@"
            )
        }
        self = identifier
    }

    /// Encodes the identifier as a string.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// A dictionary keyed by identifiers is written as a JSON object.
extension Identifier: CodingKeyRepresentable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The key in an object.
    public var codingKey: any CodingKey { Key(stringValue: rawValue) }

    /// Reads an identifier from a key, or returns `nil` if the text is not permitted.
    public init?(codingKey: some CodingKey) {
        self.init(codingKey.stringValue)
    }
}

/// The kinds of things that identifiers name; these types have no values.
public enum Named {
    /// A device that sends telemetry.
    public enum Device {}
    /// A camera.
    public enum Camera {}
    /// A person: somebody cared for, a carer or a customer.
    public enum Person {}
    /// A flat, a house or a greenhouse.
    public enum Site {}
    /// An alert.
    public enum Alert {}
    /// A rule.
    public enum Rule {}
    /// A technician.
    public enum Technician {}
    /// A technician's visit.
    public enum Visit {}
    /// A stored picture.
    public enum Evidence {}
    /// A place alerts are sent to.
    public enum Receiver {}
    /// A part of a camera's picture.
    public enum Zone {}
    /// A thing that is watched for.
    public enum Watch {}
    /// A set of watches that are on together, such as `away`.
    public enum Profile {}
}

/// The name of a device.
public typealias DeviceID = Identifier<Named.Device>
/// The name of a camera.
public typealias CameraID = Identifier<Named.Camera>
/// The name of a person.
public typealias PersonID = Identifier<Named.Person>
/// The name of a site.
public typealias SiteID = Identifier<Named.Site>
/// The name of an alert.
public typealias AlertID = Identifier<Named.Alert>
/// The name of a rule.
public typealias RuleID = Identifier<Named.Rule>
/// The name of a technician.
public typealias TechnicianID = Identifier<Named.Technician>
/// The name of a visit.
public typealias VisitID = Identifier<Named.Visit>
/// The name of a stored picture: the file's name in the evidence folder.
public typealias EvidenceID = Identifier<Named.Evidence>
/// The name of a receiver.
public typealias ReceiverID = Identifier<Named.Receiver>
/// The name of a zone of a camera's picture, such as `bed`.
public typealias ZoneID = Identifier<Named.Zone>
/// The name of a thing that is watched for, such as `no-breakfast`.
public typealias WatchID = Identifier<Named.Watch>
/// The name of a set of watches that are on together, such as `away`.
public typealias ProfileID = Identifier<Named.Profile>
