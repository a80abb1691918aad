/// Scenes in which something happens to the camera or the light while somebody is at home.
extension Scene {
    /// Ordinary life for a minute after and before the lens is covered.
    ///
    /// - Parameters:
    ///   - time: when the lens is covered.
    ///   - seed: the room, the looks, the life and the noise.
    /// - Returns: the scene, a minute longer than `time`.
    public static func coveredLens(after time: Duration, seed: UInt64 = 1) -> Scene {
        let time = time.bounded
        let day = ordinaryDay(seed: seed, duration: time + .seconds(60))
        return Scene(
            room: day.room,
            viewpoint: day.viewpoint,
            figures: day.figures,
            lens: [Change(at: time, true)],
            seed: seed,
            duration: time + .seconds(60)
        )
    }

    /// Ordinary life in which the lights go off and come on again.
    ///
    /// - Parameters:
    ///   - time: when the lights go off.
    ///   - dark: for how long they stay off.
    ///   - level: the light that is left, from 0 to 1.
    ///   - seed: the room, the looks, the life and the noise.
    /// - Returns: the scene, which ends 15 s after the lights came on again.
    public static func lightsOff(
        after time: Duration = .seconds(10),
        for dark: Duration = .seconds(20),
        level: Double = 0.12,
        seed: UInt64 = 1
    ) -> Scene {
        let (time, dark) = (time.bounded, dark.bounded)
        let length = time + dark + .seconds(15)
        let day = ordinaryDay(seed: seed, duration: length)
        return Scene(
            room: day.room,
            viewpoint: day.viewpoint,
            figures: day.figures,
            light: [Change(at: time, level), Change(at: time + dark, 1)],
            seed: seed,
            duration: length
        )
    }
}
