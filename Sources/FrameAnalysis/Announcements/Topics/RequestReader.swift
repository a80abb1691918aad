import MonitoringModel

/// Reads the messages that others send to our topics.
struct RequestReader {
    /// Our topics.
    let topics: AnnouncementTopics
    /// The first levels of Home Assistant's topics.
    let discoveryPrefix: String?
    /// The cameras there are.
    let cameras: Set<CameraID>
    /// The profiles there are.
    let profiles: [CameraProfile]

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - topic: The topic it came on.
    ///   - payload: Its payload.
    ///   - isRetained: Whether the broker had kept it from earlier.
    /// - Returns: What it asks for; `nil` if the topic is none of ours or nothing is asked.
    /// - Throws: ``FrameAnalysisError/commandRefused(topic:reason:)`` if it asks for something impossible.
    func read(topic: String, payload: [UInt8], isRetained: Bool) throws(FrameAnalysisError) -> AnnouncementRequest? {
        if let discoveryPrefix, topic == "\(discoveryPrefix)/status" {
            return payload.elementsEqual("online".utf8) ? .announceAll : nil
        }
        guard topic.hasPrefix(topics.prefix + "/") else { return nil }
        let levels = topic.dropFirst(topics.prefix.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        if levels == ["onConnect"] { return .activity }
        let isProfile = levels == ["profile", "set"]
        let isSwitch = levels.count == 3 && levels[2] == "set"
        let isSuspension = levels.count == 3 && levels[1] == "notifications" && levels[2] == "suspend"
        guard isProfile || isSwitch || isSuspension else { return nil }
        // A kept command would be followed anew at each start, long after somebody changed their mind.
        guard !isRetained else { throw refusal(topic, "commands must not be retained; publish it without retain.") }
        guard payload.count <= 128, let text = String(validating: payload, as: UTF8.self) else {
            throw refusal(topic, "the payload is not a short text.")
        }
        if isProfile { return .command(try profile(text, topic)) }
        guard let camera = CameraID(levels[0]), cameras.contains(camera) else {
            throw refusal(topic, "there is no camera '\(levels[0].prefix(40))'.")
        }
        return .command(
            isSuspension
                ? try suspension(of: camera, text, topic) : try switching(of: camera, levels[1], text, topic)
        )
    }

    private func profile(_ text: String, _ topic: String) throws(FrameAnalysisError) -> CameraSwitchCommand {
        guard let id = ProfileID(text), profiles.contains(where: { $0.id == id }) else {
            let names = profiles.map(\.id.rawValue).joined(separator: ", ")
            throw refusal(topic, "there is no profile '\(text.prefix(40))'; choose from \(names).")
        }
        return .profile(id)
    }

    private func suspension(
        of camera: CameraID,
        _ text: String,
        _ topic: String
    ) throws(FrameAnalysisError) -> CameraSwitchCommand {
        guard let minutes = Int(text), (0...CameraSwitchCommand.longestSuspension).contains(minutes) else {
            let limit = CameraSwitchCommand.longestSuspension
            throw refusal(topic, "'\(text.prefix(40))' is not a number of minutes from 0 to \(limit).")
        }
        return .suspend(camera: camera, minutes: minutes)
    }

    private func switching(
        of camera: CameraID,
        _ name: Substring,
        _ text: String,
        _ topic: String
    ) throws(FrameAnalysisError) -> CameraSwitchCommand {
        guard let name = CameraSwitch(rawValue: String(name)) else {
            let names = CameraSwitch.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal(topic, "'\(name.prefix(40))' cannot be switched; choose from \(names).")
        }
        guard text == "ON" || text == "OFF" else {
            throw refusal(topic, "'\(text.prefix(40))' is neither ON nor OFF.")
        }
        return .set(name, camera: camera, isOn: text == "ON")
    }

    private func refusal(_ topic: String, _ reason: String) -> FrameAnalysisError {
        .commandRefused(topic: topic, reason: reason)
    }
}
