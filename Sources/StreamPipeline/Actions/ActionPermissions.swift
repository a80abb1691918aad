import MonitoringModel
import RuleEngine

/// What rules may reach outside of the service: said by whoever runs it, never by a rule.
///
/// A rule's texts may come out of devices' messages, so nothing is reached that nobody has named.
public struct ActionPermissions: Hashable, Sendable {
    /// A device that takes commands as lines over TCP.
    public struct LineDevice: Hashable, Sendable {
        /// Its name or address.
        public var host: String
        /// The port; 4998 is that of infrared bridges.
        public var port: Int

        /// Creates a device.
        public init(host: String, port: Int = 4_998) {
            self.host = host.lowercased()
            self.port = port
        }
    }

    /// The addresses of web services that rules may call, and all below them.
    public var webAddresses: [String] = []
    /// The devices that take commands as lines over TCP.
    public var lineDevices: Set<LineDevice> = []
    /// Whether text messages can be sent to phones.
    public var canSendText = false

    /// Whether somebody else decides: a file's rules are checked here without knowing what their service may reach.
    private var isDecidedElsewhere = false

    /// Creates permissions with which nothing outside is reached.
    public init() {}

    /// What is right for documents that another service will carry out, and check once more.
    public static var decidedElsewhere: ActionPermissions {
        var permissions = ActionPermissions()
        permissions.isDecidedElsewhere = true
        permissions.canSendText = true
        return permissions
    }

    /// Returns why an action with all its texts filled in is not permitted; `nil` if it is.
    ///
    /// - Parameters:
    ///   - action: The action.
    ///   - confirmed: The addresses of web services that were confirmed while the service runs.
    /// - Returns: A sentence with what to do, or `nil`.
    func refusal(of action: RuleAction, confirmed: [String] = []) -> String? {
        switch action {
        case .http(let action):
            guard !(webAddresses + confirmed).contains(where: { HTTPDestination.covers($0, action.url) }) else {
                return nil
            }
            return "the address '\(Self.withoutQuery(action.url))' is not confirmed: name it in the settings "
                + "(service.actions.http), or add and confirm a destination"
        case .tcpLine(let action):
            guard !lineDevices.contains(LineDevice(host: action.host, port: action.port)) else { return nil }
            return "'\(action.host.prefix(80)):\(action.port)' is not one of the devices that take lines: "
                + "name it in the settings (service.actions.tcp)"
        case .message(let action):
            guard let address = action.address else { return nil }
            guard PhoneNumber(address) != nil else {
                return
                    "'\(address.prefix(80))' is no phone number: write + and 7 to 15 digits, or name a person or group"
            }
            return canSendText
                ? nil : "nothing sends messages to phones: name a gateway in the settings (service.text_messages)"
        default: return nil
        }
    }

    /// Returns why an action can never be done, as far as its document tells: texts with expressions are looked at
    /// when they are filled in.
    func standingRefusal(of action: RuleAction) -> String? {
        switch action {
        case .tcpLine where isDecidedElsewhere: nil
        // Addresses may be confirmed later.
        case .http: nil
        case .tcpLine(let line) where line.host.contains("${"): nil
        case .message(let message) where message.address?.contains("${") == true: nil
        default: refusal(of: action)
        }
    }

    /// A query may hold secrets.
    private static func withoutQuery(_ url: String) -> String {
        String(url.prefix { $0 != "?" }.prefix(120))
    }
}
