import Testing

@testable import HouseholdScenes

@Suite("A household's day")
struct HouseholdDayTests {
    @Test("A day lasts from midnight to midnight and has the falls asked for, at most", arguments: DayRoom.allCases)
    func wholeDay(room: DayRoom) {
        let quiet = HouseholdDay(3, in: room, from: .eyeLevel, seed: 8).scene
        #expect(quiet.duration == .seconds(86_400))
        #expect(quiet.events.allSatisfy { $0.kind != .fall })
        #expect(quiet.events.allSatisfy { $0.end <= .seconds(86_400) })
        let falling = HouseholdDay(3, in: room, from: .eyeLevel, falls: 2, seed: 8).scene
        let falls = falling.events.filter { $0.kind == .fall }
        #expect((1...2).contains(falls.count))
        #expect(falling.events.filter { $0.kind == .recovery }.count == falls.count)
    }

    @Test("Days differ from each other and are the same when drawn up again")
    func seeds() {
        func figures(_ day: Int) -> [FigureScript] {
            HouseholdDay(day, in: .livingRoom, from: .overhead, seed: 2).scene.figures
        }
        #expect(figures(1) == figures(1))
        #expect(figures(1) != figures(2))
        #expect(figures(1).first?.appearance == figures(2).first?.appearance)
    }

    @Test("The night is spent in bed, still but for turning over")
    func night() {
        let scene = HouseholdDay(1, in: .bedroom, from: .eyeLevel, seed: 5).scene
        let postures = stride(from: 600, to: 5.5 * 3_600, by: 60)
            .map { scene.groundTruth(at: .seconds($0), size: .standard).persons.first?.posture }
        let asleep = postures.filter { $0 == .lyingOnBed }.count
        #expect(Double(asleep) > 0.8 * Double(postures.count))
        #expect(postures.contains { $0 != .lyingOnBed }, "nobody goes to the bathroom at night")
    }

    @Test("Movement is drawn five times a second, and quiet times are the same picture but for the noise")
    func pace() {
        let scene = HouseholdDay(1, in: .kitchen, from: .eyeLevel, hasCat: true, seed: 5).scene
        var (counts, time, jumps) = ([0, 0, 0], Duration.zero, 0)
        var before: (still: UInt64, poses: [BodyPose?])?
        while time < .seconds(86_400) {
            let pace = scene.pace(at: time)
            counts[pace.rawValue] += 1
            if pace == .still {
                let (still, poses) = (
                    scene.stillness(at: time), [scene.pose(of: 0, at: time), scene.pose(of: 1, at: time)]
                )
                if let before, before.still == still, before.poses != poses { jumps += 1 }
                before = (still, poses)
            }
            time += pace.step
        }
        #expect(jumps == 0)
        #expect(counts[0] > 20_000)
        #expect(counts[2] > 2_000)
        #expect(counts[2] < 60_000)
    }

    @Test("A moment before anybody moves the pace is busy already")
    func noLateStart() throws {
        let scene = HouseholdDay(2, in: .livingRoom, from: .eyeLevel, seed: 7).scene
        for event in scene.events.prefix(200) {
            #expect(scene.pace(at: event.start - .milliseconds(500)) == .busy)
            #expect(scene.pace(at: event.end + .seconds(3)) == .busy)
        }
    }
}
