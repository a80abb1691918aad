public import FrameAnalysis
import MonitoringModel

extension Household {
    /// All that is watched for: the watches, and the stillness that cameras are set to by themselves.
    ///
    /// The latter have the names of their cameras.
    public var allWatches: [Watch] {
        cameras.compactMap(\.stillnessWatch) + watches
    }
}

extension Household.WatchedCamera {
    /// The watch for stillness anywhere in the camera's view, at any time, if its settings ask for it.
    public var stillnessWatch: Watch? {
        guard let limit = settings.stillnessLimit, let id = WatchID(self.id.rawValue),
            let always = WatchSchedule(timeZone: "UTC")
        else { return nil }
        var watch = Watch(
            id: id,
            kind: .stillness,
            cameras: [self.id: .wholeView],
            limit: limit,
            schedule: always,
            place: settings.room
        )
        watch.person = settings.person
        watch.personName = settings.personName
        watch.site = settings.site
        return watch
    }
}
