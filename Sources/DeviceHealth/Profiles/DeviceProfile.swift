/// What is normal for a device: the sort of device, and thresholds where they differ from its defaults.
///
/// As a document it has the sort under `profile` and the thresholds beside it:
/// `profile: cable_box`, `snr_fault_db: 28`.
public enum DeviceProfile: Hashable, Sendable {
    /// A cable modem, telephone adapter or set-top box on a cable network.
    case cableBox(CableBoxProfile)
    /// A thermostat, a wearable, or any other device that is judged by limits of its metrics.
    case monitor(MonitorProfile)

    /// The names of the sorts of devices in documents.
    public static var names: [String] { [CableBoxProfile.name] + MonitorProfile.Sort.allCases.map(\.rawValue) }
}

extension DeviceProfile: Codable {
    /// Decodes a profile.
    ///
    /// - Throws: `DecodingError` if the sort of device or a field is unknown, or a threshold is not permitted.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ProfileField.self)
        let sort = try container.decode(String.self, forKey: .profile)
        guard Self.names.contains(sort) else {
            throw DecodingError.dataCorruptedError(
                forKey: .profile,
                in: container,
                debugDescription:
                    "unknown profile '\(sort.prefix(40))'; known are \(Self.names.joined(separator: ", "))"
            )
        }
        if sort == CableBoxProfile.name {
            self = .cableBox(try CableBoxProfile(from: decoder))
        } else {
            self = .monitor(try MonitorProfile(from: decoder))
        }
    }

    /// Encodes the profile with the sort of device under `profile`.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ProfileField.self)
        switch self {
        case .cableBox(let profile):
            try container.encode(CableBoxProfile.name, forKey: .profile)
            try profile.encode(to: encoder)
        case .monitor(let profile): try profile.encode(to: encoder)
        }
    }

    private enum ProfileField: String, CodingKey {
        case profile
    }
}
