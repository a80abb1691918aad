/// What counts as movement in a camera's pictures.
struct MotionSettings: Hashable, Sendable {
    /// Where movement does not count, such as a curtain or a television.
    var masks: [Polygon] = []
    /// Whether movement as small as breathing counts; it does not unless set.
    var countsMicroMotion = false

    /// How much a cell must change, and how many cells.
    struct Limits: Hashable, Sendable {
        /// The least change of a cell's brightness, in levels.
        var floor: Float
        /// The change as a multiple of the cell's own noise (mean absolute deviation).
        var noiseFactor: Float
        /// The change as a share of the contrast around the cell: how far an edge must have moved.
        var contrastShare: Float
        /// The fewest cells of one movement.
        var cells: Int
    }

    /// The limits that follow from the settings.
    ///
    /// An edge must move by 0.3 of a cell, about 2.4 pixels of a picture 640 pixels wide, which a chest that
    /// breathes does not, unless such movement counts.
    var limits: Limits {
        countsMicroMotion
            ? Limits(floor: 1.2, noiseFactor: 4, contrastShare: 0, cells: 3)
            : Limits(floor: 4, noiseFactor: 5, contrastShare: 0.3, cells: 4)
    }
}
