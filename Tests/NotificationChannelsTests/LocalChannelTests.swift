import Alerting
import Foundation
import MonitoringModel
import NotificationChannels
import Synchronization
import Testing

@Suite("Web chat and loudspeaker")
struct LocalChannelTests {
    private struct Broken: Error {}

    private final class Transcript: TranscriptWriter {
        private let kept = Mutex<[String]>([])
        var lines: [String] { kept.withLock(\.self) }
        let isBroken: Bool
        init(isBroken: Bool = false) { self.isBroken = isBroken }

        func append(person: PersonID, text: String, alert: AlertID?, key: String, at instant: Instant) async throws {
            if isBroken { throw Broken() }
            kept.withLock { $0.append("\(person): \(text) (\(alert?.rawValue ?? "-"), \(key))") }
        }
    }

    private struct Voice: SpeechRendering {
        var isBroken = false
        func render(_ text: String, about alert: AlertID?) async throws -> URL {
            if isBroken { throw Broken() }
            return URL(filePath: "/\(text)")
        }
    }

    private final class Player: SoundPlayer {
        private let kept = Mutex<[String]>([])
        var played: [String] { kept.withLock(\.self) }
        let hasDevice: Bool
        let isBroken: Bool
        init(hasDevice: Bool, isBroken: Bool = false) {
            self.hasDevice = hasDevice
            self.isBroken = isBroken
        }

        func play(_ file: URL) async throws {
            if isBroken { throw ChannelError.playerFailed("busy") }
            kept.withLock { $0.append(file.lastPathComponent) }
        }
    }

    private func entry(_ body: String) -> OutboxEntry {
        var entry = OutboxEntry.message("k", to: "anna", channel: "webchat")
        entry.body = Array(body.utf8)
        return entry
    }

    @Test("A line is written into the conversation of the person it names")
    func writes() async {
        let transcript = Transcript()
        let body = #"{"person":"anna","text":"Somebody fell","alert":"alert-000042"}"#
        let outcome = await WebChatChannel(transcript: transcript).deliver(entry(body))
        #expect(outcome == .delivered(receipt: "written into the conversation"))
        #expect(transcript.lines == ["anna: Somebody fell (alert-000042, k)"])
    }

    @Test(
        "A body that is no line is refused",
        arguments: ["", "{", "[]", "{}", #"{"person":"a b","text":"x"}"#, #"{"person":"anna"}"#, #"{"text":"x"}"#]
    )
    func refuses(body: String) async {
        let transcript = Transcript()
        guard case .permanent = await WebChatChannel(transcript: transcript).deliver(entry(body)) else {
            return #expect(Bool(false), "\(body)")
        }
        #expect(transcript.lines.isEmpty)
        let speaker = SpeakerChannel(rendering: Voice(), player: Player(hasDevice: true))
        guard !body.contains("text") else { return }
        guard case .permanent = await speaker.deliver(entry(body)) else { return #expect(Bool(false), "\(body)") }
    }

    @Test("A store, an engine or a player that fails is tried again")
    func triesAgain() async {
        let body = #"{"person":"anna","text":"x"}"#
        let channels: [any NotificationChannel] = [
            WebChatChannel(transcript: Transcript(isBroken: true)),
            SpeakerChannel(rendering: Voice(isBroken: true), player: Player(hasDevice: true)),
            SpeakerChannel(rendering: Voice(), player: Player(hasDevice: true, isBroken: true)),
        ]
        for channel in channels {
            let outcome = await channel.deliver(entry(body))
            guard case .transient = outcome else { return #expect(Bool(false), "\(outcome)") }
        }
    }

    @Test("With a sound device the words are played, without one they are kept")
    func speaks() async {
        let player = Player(hasDevice: true)
        let body = #"{"alert":"alert-000042","text":"Tea"}"#
        #expect(
            await SpeakerChannel(rendering: Voice(), player: player).deliver(entry(body))
                == .delivered(receipt: "played")
        )
        #expect(player.played == ["Tea"])
        let silent = Player(hasDevice: false)
        #expect(
            await SpeakerChannel(rendering: Voice(), player: silent).deliver(entry(body))
                == .delivered(receipt: "stored; no sound device")
        )
        #expect(silent.played.isEmpty)
    }

    @Test("The player runs its program with the file as one argument, and reports how it ended")
    func player() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "player-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "aplay")
        let script = "#!/bin/sh\n[ \"$#\" = 3 ] || exit 9\nprintf %s \"$3\" > \"$(dirname \"$0\")/said\"\n"
        try Data(script.utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let cards = folder.appending(path: "cards")
        let player = AplayPlayer(program: program, cards: cards.path)
        #expect(!player.hasDevice)
        try Data("--- no soundcards ---\n".utf8).write(to: cards)
        #expect(!player.hasDevice)
        try Data(" 0 [PCH]: HDA-Intel\n".utf8).write(to: cards)
        #expect(player.hasDevice)
        try await player.play(URL(filePath: "/tmp/a b; touch evil.wav"))
        let said = try String(contentsOf: folder.appending(path: "said"), encoding: .utf8)
        #expect(said == "/tmp/a b; touch evil.wav")
        await #expect(throws: ChannelError.playerFailed("aplay ended with status 1")) {
            try await AplayPlayer(program: URL(filePath: "/bin/false")).play(cards)
        }
        await #expect(throws: ChannelError.self) {
            try await AplayPlayer(program: URL(filePath: "/nonexistent")).play(cards)
        }
        #expect(!AplayPlayer(program: URL(filePath: "/nonexistent"), cards: cards.path).hasDevice)
    }
}
