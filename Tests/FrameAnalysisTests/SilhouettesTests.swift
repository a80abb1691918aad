import MonitoringModel
import Testing

@testable import FrameAnalysis

/// A room of 80 by 60 cells, each of which stands for 8 by 8 pixels, with things in it.
private struct CellRoom {
    /// Somebody who stands: 20 cells high, 6 wide, with the feet in row 52.
    static let standing = (columns: 30..<36, rows: 32..<52)
    /// The same person on the ground.
    static let lying = (columns: 24..<44, rows: 46..<52)
    /// The same person crouching.
    static let crouching = (columns: 29..<37, rows: 40..<52)

    var light: (gain: Float, offset: Float) = (1, 0)
    var things: [(columns: Range<Int>, rows: Range<Int>)] = []

    var cells: CellGrid {
        var grid = CellGrid(columns: 80, rows: 60, side: 8)
        for row in 0..<60 {
            for column in 0..<80 {
                // A wall above a floor, with a pattern, so that light can be measured at several levels.
                var value: Float = row < 30 ? 170 : 90
                value += Float((row * 7 + column * 13) % 40)
                if things.contains(where: { $0.columns.contains(column) && $0.rows.contains(row) }) { value = 30 }
                grid.values[row * 80 + column] = value * light.gain + light.offset
            }
        }
        return grid
    }
}

@Suite("Silhouettes")
struct SilhouettesTests {
    private static func at(_ step: Int) -> Instant { Instant(millisecondsSinceEpoch: Int64(step) * 200) }

    /// Somebody who stands where ``CellRoom/standing`` is, some columns further to the right.
    private static func person(right columns: Int = 0) -> PersonTracker.Sighting {
        let places: [(x: Double, y: Double)] = [
            (264, 262), (266, 258), (262, 258), (268, 260), (260, 260), (276, 288), (252, 288), (282, 312), (246, 312),
            (284, 334), (244, 334), (272, 340), (256, 340), (272, 376), (256, 376), (272, 412), (256, 412),
        ]
        let keypoints = places.map { Keypoint(x: $0.x + Double(8 * columns), y: $0.y, score: 0.6) }
        return PersonTracker.Sighting(track: 4, pose: Pose(keypoints: keypoints, score: 0.5))
    }

    /// What is seen of somebody who walks up, stands, and is lost from sight while a room is seen.
    private func sunk(_ rooms: [CellRoom], before: CellRoom = CellRoom(), sightings: Int = 10) -> [Box?] {
        var silhouettes = Silhouettes()
        for step in 0..<10 { _ = silhouettes.look(before.cells, cellSize: 8, [], at: Self.at(step)) }
        for step in 0..<sightings {
            var room = before
            room.things.append(CellRoom.standing)
            let places = silhouettes.look(room.cells, cellSize: 8, [Self.person()], at: Self.at(10 + step))
            #expect(places.isEmpty)
        }
        return rooms.enumerated()
            .map { index, room in
                silhouettes.look(room.cells, cellSize: 8, [], at: Self.at(10 + sightings + index))[4]
            }
    }

    @Test("Whoever is lost from sight and lies there is found on the ground")
    func lying() throws {
        let places = sunk([CellRoom](repeating: CellRoom(things: [CellRoom.lying]), count: 5))
        let place = try #require(places.last ?? nil)
        #expect(places.allSatisfy { $0 == place })
        #expect(place == Box(left: 192, top: 368, right: 352, bottom: 416))
    }

    @Test(
        "Of whoever is lost at the edge of the picture a shadow may be left, and nothing is concluded",
        arguments: [(right: 20, isSunk: true), (right: 44, isSunk: false)]
    )
    func lostAtTheEdge(right: Int, isSunk: Bool) {
        var silhouettes = Silhouettes()
        for step in 0..<10 { _ = silhouettes.look(CellRoom().cells, cellSize: 8, [], at: Self.at(step)) }
        let standing = (columns: (30 + right)..<(36 + right), rows: CellRoom.standing.rows)
        for step in 10..<20 {
            let room = CellRoom(things: [standing])
            _ = silhouettes.look(room.cells, cellSize: 8, [Self.person(right: right)], at: Self.at(step))
        }
        let shadow = (columns: (16 + right)..<(36 + right), rows: CellRoom.lying.rows)
        let places = silhouettes.look(CellRoom(things: [shadow]).cells, cellSize: 8, [], at: Self.at(20))
        #expect((places[4] != nil) == isSunk)
    }

    @Test("A change of light does not hide who lies there")
    func lightChanges() {
        let room = CellRoom(light: (0.7, 0), things: [CellRoom.lying])
        #expect(sunk([room, room]).allSatisfy { $0 != nil })
    }

    @Test(
        "Who crouches, stands, or has gone has not sunk to the ground",
        arguments: [[], [CellRoom.crouching], [CellRoom.standing], [(columns: 28..<33, rows: 48..<52)]]
    )
    func notSunk(things: [(columns: Range<Int>, rows: Range<Int>)]) {
        #expect(sunk([CellRoom](repeating: CellRoom(things: things), count: 5)).allSatisfy { $0 == nil })
    }

    @Test("What lay there while somebody stood beside it is not that one")
    func lyingBefore() {
        var silhouettes = Silhouettes()
        for step in 0..<10 { _ = silhouettes.look(CellRoom().cells, cellSize: 8, [], at: Self.at(step)) }
        let blanket = (columns: 40..<60, rows: 46..<52)
        let beside = CellRoom(things: [CellRoom.standing, blanket])
        for step in 10..<15 {
            _ = silhouettes.look(beside.cells, cellSize: 8, [Self.person()], at: Self.at(step))
        }
        let gone = silhouettes.look(CellRoom(things: [blanket]).cells, cellSize: 8, [], at: Self.at(15))
        #expect(gone.isEmpty)
    }

    @Test("Nothing is concluded while much of the scene changes, nor of somebody hardly seen before")
    func doubtful() {
        let curtain = (columns: 60..<80, rows: 0..<60)
        #expect(sunk([CellRoom(things: [CellRoom.lying, curtain])]) == [nil])
        #expect(sunk([CellRoom(things: [CellRoom.lying])], sightings: 2) == [nil])
    }

    @Test("Whoever lies for long does not become a part of the scene while looked for, and is given up then")
    func memory() {
        let room = CellRoom(things: [CellRoom.lying])
        let places = sunk([CellRoom](repeating: room, count: 40))
        #expect(places.prefix(30).allSatisfy { $0 != nil })
        #expect(places.suffix(9).allSatisfy { $0 == nil })
    }

    @Test("A scene that was forgotten, or has another size, stands out nowhere")
    func newScene() {
        var background = SceneBackground()
        for step in 0..<5 { _ = background.look(CellRoom().cells, cellSize: 8, except: [], at: Self.at(step)) }
        let room = CellRoom(things: [CellRoom.lying])
        let known = background.look(room.cells, cellSize: 8, except: [], at: Self.at(5))
        #expect(known.standsOut.count { $0 } == 120)
        let small = background.look(CellGrid(columns: 4, rows: 3), cellSize: 8, except: [], at: Self.at(6))
        #expect(!small.standsOut.contains(true))
        background.reset()
        let new = background.look(room.cells, cellSize: 8, except: [], at: Self.at(7))
        #expect(!new.standsOut.contains(true))
    }

    @Test("Where somebody stays for long the scene is not known any more, however the light changes meanwhile")
    func hiddenForLong() {
        var background = SceneBackground()
        let place = Box(left: 0, top: 0, right: 320, bottom: 480)
        for step in 0..<5 { _ = background.look(CellRoom().cells, cellSize: 8, except: [], at: Self.at(step)) }
        for step in 5..<400 {
            // Twice as bright, but for what is white already, and back.
            var cells = CellRoom(light: step % 2 == 0 || step > 350 ? (1, 0) : (2, 0)).cells
            for index in cells.values.indices { cells.values[index] = min(cells.values[index], 255) }
            _ = background.look(cells, cellSize: 8, except: [place], at: Self.at(step))
        }
        let room = CellRoom(things: [CellRoom.lying])
        let known = background.look(room.cells, cellSize: 8, except: [], at: Self.at(400))
        #expect(known.standsOut.indices.allSatisfy { $0 % 80 >= 40 || !known.standsOut[$0] })
        #expect(known.standsOut.count { $0 } == 24)
    }

    @Test("A box beyond the edges, or without a size, touches only cells that there are")
    func edges() {
        var touched: [Int] = []
        let boxes = [
            Box(left: -50, top: -50, right: 4, bottom: 4), Box(left: 630, top: 470, right: 9_000, bottom: 9_000),
            Box(left: 700, top: 500, right: 800, bottom: 600), Box(left: 16, top: 8, right: 16, bottom: 8),
        ]
        for box in boxes {
            SceneForeground.forEachCell(in: box, cellSize: 8, columns: 80, rows: 60) { touched.append($0) }
        }
        #expect(touched.first == 0)
        #expect(touched.allSatisfy { (0..<4_800).contains($0) })
    }
}
