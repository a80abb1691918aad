import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("What people wear")
struct AppearanceTests {
    private typealias Colour = (red: UInt8, green: UInt8, blue: UInt8)
    private static let red: Colour = (200, 40, 40)
    private static let blue: Colour = (40, 60, 190)

    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    /// A grey picture with a square of one colour where a trunk is.
    private func picture(_ colour: Colour, around pose: Pose) throws -> Picture {
        let (width, height) = (1_280, 720)
        let (shoulders, hips) = (try #require(pose.shoulders), try #require(pose.hips))
        var pixels = [UInt8](repeating: 128, count: width * height * 3)
        for y in Int(min(shoulders.y, hips.y)) - 12...Int(max(shoulders.y, hips.y)) + 12 {
            for x in Int(min(shoulders.x, hips.x)) - 12...Int(max(shoulders.x, hips.x)) + 12 {
                let index = 3 * (y * width + x)
                (pixels[index], pixels[index + 1], pixels[index + 2]) = (colour.red, colour.green, colour.blue)
            }
        }
        return try #require(Picture.rgb(pixels, width: width, height: height))
    }

    private func dressed(_ pose: Pose, _ colour: Colour) throws -> Pose {
        pose.dressed(as: try picture(colour, around: pose))
    }

    @Test("The trunk's colour is measured, whatever is around it")
    func measured() throws {
        let clothes = try #require(try dressed(StickFigure.standing(x: 630, feet: 430), Self.red).clothes)
        #expect(clothes == Appearance(brightness: 280.0 / 3, redness: 160, yellowness: 80))
        let lying = try #require(try dressed(StickFigure.lying(x: 630, y: 400), Self.red).clothes)
        #expect(lying.difference(from: clothes) < 1)
    }

    @Test("Nothing is measured of whoever is hardly seen, has no trunk or stands outside the picture")
    func unmeasured() throws {
        var faint = StickFigure.standing(x: 630, feet: 430)
        faint.score = 0.15
        #expect(try dressed(faint, Self.red).clothes == nil)
        let shown = try picture(Self.red, around: StickFigure.standing(x: 630, feet: 430))
        var hidden = StickFigure.standing(x: 630, feet: 430)
        hidden.keypoints[11].score = 0
        #expect(hidden.dressed(as: shown).clothes == nil)
        #expect(StickFigure.standing(x: 9_000, feet: 430).dressed(as: shown).clothes == nil)
        #expect(StickFigure.standing(x: 630, feet: -400).dressed(as: shown).clothes == nil)
    }

    /// The tracks of two people, then of two between their places, in the colours given from left to right.
    private func tracks(left: Colour, right: Colour) throws -> [Int] {
        var tracker = PersonTracker()
        for step in 0..<4 {
            let people = [
                try dressed(StickFigure.standing(x: 600, feet: 430), Self.red),
                try dressed(StickFigure.standing(x: 690, feet: 430), Self.blue),
            ]
            _ = tracker.update(people, at: at(0.2 * Double(step)))
        }
        let people = [
            try dressed(StickFigure.standing(x: 630, feet: 430), left),
            try dressed(StickFigure.standing(x: 660, feet: 430), right),
        ]
        let seen = tracker.update(people, at: at(0.8))
        return people.map { person in seen.first { $0.pose == person }?.track ?? -1 }
    }

    @Test("People who pass each other keep their tracks by what they wear")
    func passing() throws {
        #expect(try tracks(left: Self.red, right: Self.blue) == [0, 1])
        #expect(try tracks(left: Self.blue, right: Self.red) == [1, 0])
    }

    @Test("Somebody alone is the same, however much the colour of the trunk has changed")
    func alone() throws {
        var tracker = PersonTracker()
        _ = tracker.update([try dressed(StickFigure.standing(x: 630, feet: 430), Self.red)], at: at(0))
        let other = try dressed(StickFigure.lying(x: 640, y: 400), Self.blue)
        #expect(tracker.update([other], at: at(0.2)).map(\.track) == [0])
    }
}
