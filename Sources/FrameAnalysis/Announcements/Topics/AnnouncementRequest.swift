/// What a message that others sent us asks for.
public enum AnnouncementRequest: Hashable, Sendable {
    /// Switch something; once that is done, tell the announcer how the switches stand.
    case command(CameraSwitchCommand)
    /// Tell everything anew: Home Assistant has started.
    case announceAll
    /// Tell what all cameras see.
    case activity
}
