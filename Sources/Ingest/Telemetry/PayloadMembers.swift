import MonitoringModel

/// The members of a payload that ingest itself looks at, found in one pass.
struct PayloadMembers {
    /// The values of `observedAt`, `timestamp`, `time`, `ts` and `t`, the most specific name first.
    private(set) var times: (JSONValue?, JSONValue?, JSONValue?, JSONValue?, JSONValue?)
    /// Whether a sequence number is there.
    private(set) var hasSequence = false
    /// Whether an identifier is there that is long enough to be used only once.
    private(set) var hasMessageIdentifier = false
    /// The text of the member `device`.
    private(set) var device: String?

    /// Finds the members in an object.
    init(_ members: [JSONValue.Member]) {
        for member in members {
            // Nearly all names are told apart by their length alone.
            switch member.name.utf8.count {
            case 1 where member.name == "t": times.4 = member.value
            case 2 where member.name == "ts": times.3 = member.value
            case 4 where member.name == "time": times.2 = member.value
            case 9 where member.name == "timestamp": times.1 = member.value
            case 10 where member.name == "observedAt": times.0 = member.value
            case 3 where member.name == "seq", 8 where member.name == "sequence", 9 where member.name == "seqNumber":
                hasSequence = hasSequence || member.value.isWholeNumber
            case 9 where member.name == "messageId", 10 where member.name == "message_id":
                hasMessageIdentifier = (member.value.stringValue?.utf8.count ?? 0) >= 16
                hasSequence = hasSequence || member.value.isWholeNumber
            case 6 where member.name == "device": device = member.value.stringValue
            default: break
            }
        }
    }

    /// Returns the first believable time, else what is wrong with the time that the payload gives, if it gives one.
    func observedTime(receivedAt: Instant) -> (time: Instant?, problem: IngestProblem.Reason?) {
        var problem: IngestProblem.Reason?
        var time: Instant?
        func consider(_ candidate: JSONValue?, _ name: String) {
            guard time == nil, let candidate else { return }
            switch PayloadTime.read(candidate) {
            case .time(let instant) where PayloadTime.isPlausible(instant, receivedAt: receivedAt): time = instant
            case .time: problem = problem ?? .timeOutOfRange(member: name)
            case .unreadable: problem = problem ?? .timeUnreadable(member: name)
            }
        }
        consider(times.0, "observedAt")
        consider(times.1, "timestamp")
        consider(times.2, "time")
        consider(times.3, "ts")
        if time != nil { return (time, nil) }
        // `t` is a temperature as often as a time, so one that is no time is nobody's fault.
        let certain = problem
        consider(times.4, "t")
        return time == nil ? (nil, certain) : (time, nil)
    }
}

extension JSONValue {
    fileprivate var isWholeNumber: Bool {
        switch self {
        case .integer: true
        case .number(let value): value.rounded() == value
        case .string(let text): text.utf8.count <= 20 && Int64(text) != nil
        case .null, .bool, .array, .object: false
        }
    }
}
