import ArgumentParser
import Foundation
import SpeechOutput

/// `caretaker say`: speaks a text to a WAV file.
struct SayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "say",
        abstract: "Speak a text to a WAV file.",
        discussion: """
            Example:
              caretaker say "Somebody fell in the bedroom." --output alert.wav
            """
    )

    @Argument(help: "The text, at most 2,000 characters.")
    var text: String

    @Option(name: .shortAndLong, help: "The file that is written.")
    var output = "speech.wav"

    @Option(help: "The espeak-ng voice.")
    var voice = "en"

    @Option(help: "Words a minute, 80 to 450.")
    var rate = 150

    func run() throws {
        let synthesizer = try SpeechSynthesizer(settings: try VoiceSettings(voice: voice, rate: rate))
        let spoken = try synthesizer.speak(text)
        try Data(try spoken.sound.file()).write(to: URL(fileURLWithPath: output), options: .atomic)
        Announcement.line("\(output): \(spoken.sound.duration), \(spoken.marks.count) words")
    }
}
