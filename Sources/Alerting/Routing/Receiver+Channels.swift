import MonitoringModel

extension Receiver {
    /// The channel that posts to a URL.
    public static let webhookChannel = "webhook"
    /// The channel that writes into a person's conversation on our own web pages; the address is the person's name.
    public static let webChatChannel = "webchat"
    /// The channel that speaks through the machine's loudspeaker.
    public static let speechChannel = "speech"
    /// The channel that sends text messages to phones; the address is the phone number.
    public static let textChannel = "sms"
    /// The longest address, in UTF-8 bytes.
    public static let maximumAddressSize = 2_048

    /// Checks that channel and address suit each other.
    func validate() throws(AlertingError) {
        guard (1...32).contains(channel.utf8.count), channel.utf8.allSatisfy(Self.isPermitted) else {
            throw .invalidChannel(receiver: id, channel: channel)
        }
        guard (1...Self.maximumAddressSize).contains(address.utf8.count),
            !address.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else {
            throw .invalidAddress(
                receiver: id,
                address: address,
                expected: "1 to \(Self.maximumAddressSize) bytes without control characters"
            )
        }
        if channel == Self.webChatChannel, PersonID(address) == nil {
            throw .invalidAddress(receiver: id, address: address, expected: "a person's name in the system")
        }
        if channel == Self.textChannel, PhoneNumber(address) == nil {
            throw .invalidAddress(receiver: id, address: address, expected: "a phone number: + and 7 to 15 digits")
        }
        let lowercased = address.prefix(8).lowercased()
        if channel == Self.webhookChannel, !lowercased.hasPrefix("http://"), !lowercased.hasPrefix("https://") {
            throw .invalidAddress(receiver: id, address: address, expected: "a URL with http:// or https://")
        }
    }

    /// Returns whether a receiver is told of what happened to an alert.
    func wants(_ event: TimelineEntry.Event) -> Bool {
        switch event {
        case .fired, .severityRaised, .resolved: true
        case .acknowledged: ![Self.speechChannel, Self.webChatChannel, Self.textChannel].contains(channel)
        case .updated, .queued, .delivered, .deliveryFailed, .conversation, .visit: false
        }
    }

    private static func isPermitted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
