import CVision
import MonitoringModel

/// Tells whether something moved, from one small grey picture to the next.
///
/// Cells of the picture are compared with how the scene last looked there, which slow movement adds up
/// against and which is brought up to date wherever movement was seen; so the end of a movement is known to
/// within a picture. A change of light is taken out, or waited for; a change counts if it is large, or if it
/// lasts for two pictures, so that rain and snow do not; a clock in the picture is learnt and left out.
struct MotionGate {
    /// How long after a change of light nothing counts, while the camera adjusts itself.
    static let settling = Duration.milliseconds(600)
    /// Up to which picture only large movement counts, because a drop of rain may be in the reference.
    static let firstPictures = 6
    /// After how many pictures whose edges stayed where they were a jump of all edges is a cut.
    static let steadyPictures = 3
    /// The change of light, in levels, that is waited for.
    static let lightStep: Float = 12
    /// The cells of a movement that counts at once, and how full its surrounding rectangle must be.
    static let largeMovement = (cells: 24, fill: 0.25)
    /// The share of cells from which it is looked whether the light or the whole picture changed.
    static let upheavalShare = 0.05

    /// What one picture showed.
    struct Finding: Hashable {
        /// Whether something moved where movement counts.
        var isMoving = false
        /// Whether as much as moves there changed, though so far in this picture alone.
        var mayMove = false
        /// Whether something moved anywhere in the picture.
        var movesAnywhere = false
        /// Where something moved outside of where movement counts, in pixels of the grey picture.
        var elsewhere: Box?
        /// Whether the picture is too dark or too even to see anything.
        var isBlind = false
        /// The share of the picture that moved where movement counts, 0 to 1.
        var changed = 0.0
        /// Whether the whole picture was replaced since the last one that showed something.
        ///
        /// That is a cut, or a camera that was turned: what was known about people and places says nothing
        /// about this picture.
        var isCut = false
        /// The picture's mean brightness, 0 to 255.
        var brightness = 0.0
    }

    /// What is remembered of pictures of one size.
    private struct Memory {
        var reference: MotionReference
        var mask: MotionMask
        var ticking: TickingCells
        var changes: [Int8]
        var takenAt: Instant
        var lastSight: CellGrid
        var settlesUntil: Instant?
        var pictures = 1
        /// Pictures in a row in which most edges stayed where they were.
        var steadyPictures = 0
        /// The share of cells that change without being part of a movement, such as in rain; an average.
        var specks = 0.0
    }

    private let settings: MotionSettings
    private var memory: Memory?

    /// Creates a gate that has seen nothing.
    init(settings: MotionSettings = MotionSettings()) {
        self.settings = settings
    }

    /// The cells of the last picture that showed something, for those who look at the camera itself.
    var lastSight: CellGrid? { memory?.lastSight }

    /// Looks at a grey picture.
    ///
    /// - Parameters:
    ///   - grey: The picture.
    ///   - takenAt: When it was taken.
    ///   - places: Where movement counts, in pixels of the picture; everywhere if empty.
    /// - Returns: What it showed.
    mutating func look(at grey: Picture, takenAt: Instant, places: [PixelRectangle]) -> Finding {
        var finding = Finding()
        var deviation = 0.0
        cvision_brightness(grey.pointer, &finding.brightness, &deviation)
        finding.isBlind = deviation < 3.5 || (finding.brightness < 14 && deviation < 8)
        guard let cells = CellGrid(grey) else { return finding }
        if finding.isBlind {
            // Whatever happens unseen is no movement when sight returns.
            memory?.settlesUntil = takenAt + Self.settling
            return finding
        }
        guard var memory = self.memory, memory.lastSight.matches(cells), takenAt > memory.takenAt else {
            begin(cells, takenAt)
            return finding
        }
        self.memory = nil
        compare(cells, takenAt, places, &memory, &finding)
        memory.takenAt = takenAt
        memory.lastSight = cells
        self.memory = memory
        return finding
    }

    /// Forgets the scene: the next picture shows no movement.
    mutating func reset() {
        memory = nil
    }
}

extension MotionGate {
    private mutating func begin(_ cells: CellGrid, _ takenAt: Instant) {
        memory = Memory(
            reference: MotionReference(cells),
            mask: MotionMask(settings.masks, columns: cells.columns, rows: cells.rows),
            ticking: TickingCells(columns: cells.columns, rows: cells.rows),
            changes: [Int8](repeating: 0, count: cells.values.count),
            takenAt: takenAt,
            lastSight: cells
        )
    }

    private func compare(
        _ cells: CellGrid,
        _ takenAt: Instant,
        _ places: [PixelRectangle],
        _ memory: inout Memory,
        _ finding: inout Finding
    ) {
        let light = LightFit(from: memory.reference.cells.values, to: cells.values, counts: memory.mask.counts)
        memory.reference.adapt(to: light)
        if memory.pictures == 1 { memory.reference.learnNoise(from: cells) }
        memory.pictures = min(memory.pictures + 1, 1_000)
        let changes = memory.reference.changes(to: cells, limits: settings.limits, counts: memory.mask.counts)
        let share = Double(changes.count { $0 != 0 }) / Double(max(memory.mask.active, 1))
        if share >= Self.upheavalShare || light.step >= Self.lightStep {
            judgeUpheaval(cells, takenAt, light, share, &memory, &finding)
        } else {
            memory.steadyPictures = min(memory.steadyPictures + 1, 1_000)
        }
        let isSettling = memory.settlesUntil.map { takenAt < $0 } ?? false
        if finding.isCut || isSettling {
            memory.reference.replace(with: cells)
            memory.changes = [Int8](repeating: 0, count: changes.count)
            return
        }
        let interval = takenAt - memory.takenAt
        judge(changes, cells, takenAt, places, &memory, &finding)
        memory.reference.follow(cells, after: memory.lastSight, seconds: interval.inSeconds)
        memory.changes = changes
    }

    /// Decides whether the light changed, or the whole picture.
    private func judgeUpheaval(
        _ cells: CellGrid,
        _ takenAt: Instant,
        _ light: LightFit,
        _ share: Double,
        _ memory: inout Memory,
        _ finding: inout Finding
    ) {
        let now = SceneStructure(cells)
        let before = SceneStructure(memory.lastSight)
        let comparison = now.compared(with: before)
        // A camera in somebody's hand swings in every picture; one that is fixed jumps out of steadiness.
        finding.isCut =
            comparison.isAnotherPlace && (memory.steadyPictures >= Self.steadyPictures || !now.isSwung(from: before))
        memory.steadyPictures = comparison.isAnotherPlace ? 0 : min(memory.steadyPictures + 1, 1_000)
        let isStep = light.step >= Self.lightStep
        guard comparison.compared > 0, comparison.likeness >= (isStep ? 0.5 : 0.9), isStep || share >= 0.3 else {
            return
        }
        memory.settlesUntil = takenAt + Self.settling
    }

    private func judge(
        _ changes: [Int8],
        _ cells: CellGrid,
        _ takenAt: Instant,
        _ places: [PixelRectangle],
        _ memory: inout Memory,
        _ finding: inout Finding
    ) {
        // The more specks there are, the more of them touch, or fall on the same place twice.
        let specks = memory.specks
        let least = settings.limits.cells
        let enough = least + Int(specks * 200)
        let interval = takenAt - memory.takenAt
        var moved = 0
        var loose = 0
        for cluster in MotionCluster.all(in: changes, before: memory.changes, width: cells.columns) {
            let isLarge =
                cluster.cells.count >= Self.largeMovement.cells + Int(specks * 400)
                && cluster.fill >= Self.largeMovement.fill
            guard isLarge || cluster.lasting >= enough else {
                loose += cluster.cells.count
                if cluster.cells.count >= enough, memory.pictures > Self.firstPictures,
                    Self.count(cluster.cells, in: places, cells) >= least
                {
                    finding.mayMove = true
                }
                continue
            }
            if !isLarge, memory.pictures <= Self.firstPictures {
                memory.reference.take(cluster.cells, from: cells)
                continue
            }
            let isClock = memory.ticking.explain(cluster, at: takenAt, interval: interval)
            let isLight = isLit(cluster, cells, memory.reference.cells)
            memory.reference.take(cluster.cells, from: cells)
            if isClock || isLight { continue }
            finding.movesAnywhere = true
            let counted = places.isEmpty ? cluster.cells.count : Self.count(cluster.cells, in: places, cells)
            if counted >= least {
                finding.isMoving = true
                moved += counted
            }
            if places.isEmpty || counted < least {
                let place = cluster.place(in: cells)
                finding.elsewhere = finding.elsewhere?.joined(with: place) ?? place
            }
        }
        memory.specks += 0.1 * (Double(loose) / Double(max(cells.values.count, 1)) - memory.specks)
        finding.changed = Double(moved) / Double(max(cells.values.count, 1))
    }

    /// Whether a large change left the edges where they were, so that only light fell on them.
    private func isLit(_ cluster: MotionCluster, _ now: CellGrid, _ before: CellGrid) -> Bool {
        guard cluster.cells.count * 20 >= now.values.count else { return false }
        var isChanged = [Bool](repeating: false, count: now.values.count)
        for cell in cluster.cells { isChanged[cell] = true }
        let comparison = SceneStructure(now)
            .compared(with: SceneStructure(before)) { !isChanged[$0] }
        return comparison.compared >= 2 && comparison.likeness >= 0.8
    }

    private static func count(_ indices: [Int], in places: [PixelRectangle], _ cells: CellGrid) -> Int {
        indices.count { index in
            let x = (index % cells.columns) * cells.side + cells.side / 2
            let y = (index / cells.columns) * cells.side + cells.side / 2
            return places.contains { place in
                x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height
            }
        }
    }
}
