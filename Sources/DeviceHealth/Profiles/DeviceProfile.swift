/// What is normal for a device: the sort of device, and thresholds where they differ from its defaults.
///
/// As a document it has the sort under `profile` and the thresholds beside it:
/// `profile: cable_box`, `snr_fault_db: 28`.
public enum DeviceProfile: Hashable, Sendable {
    /// A cable modem, telephone adapter or set-top box on a cable network.
    case cableBox(CableBoxProfile)
}

extension DeviceProfile: Codable {
    /// Decodes a profile.
    ///
    /// - Throws: `DecodingError` if the sort of device or a field is unknown, or a threshold is not permitted.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ProfileField.self)
        let sort = try container.decode(String.self, forKey: .profile)
        guard sort == CableBoxProfile.name else {
            throw DecodingError.dataCorruptedError(
                forKey: .profile,
                in: container,
                debugDescription: "unknown profile '\(sort.prefix(40))'; known is \(CableBoxProfile.name)"
            )
        }
        self = .cableBox(try CableBoxProfile(from: decoder))
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
        }
    }

    private enum ProfileField: String, CodingKey {
        case profile
    }
}
