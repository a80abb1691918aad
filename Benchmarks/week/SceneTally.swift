import HouseholdScenes

/// Counts over many scenes, by camera place, light and kind.
struct SceneTally: CustomStringConvertible {
    private struct Count {
        var falls = 0
        var suspected = 0
        var confirmed = 0
        var confirmedLater = 0
        var delays = 0.0
        var scenes = 0
        var falseSuspicions = 0
        var falseFalls = 0
        var scenesWithFalseFalls = 0
        var standUps = 0
        var toldStandUps = 0
        var falseRecoveries = 0
    }

    private var counts: [String: Count] = [:]

    /// Adds a scene.
    mutating func add(_ result: SceneRun.Result) {
        let run = result.run
        for key in ["place \(run.place.rawValue)", "light \(run.light.rawValue)", "kind \(run.kind)", "all"] {
            var count = counts[key] ?? Count()
            count.scenes += 1
            for fall in result.outcome.falls {
                count.falls += 1
                if fall.suspectedAfter.map({ $0 <= Outcome.limit }) ?? false { count.suspected += 1 }
                if fall.confirmedAfter != nil, fall.upAt != nil {
                    count.standUps += 1
                    if fall.recoveredAfter.map({ $0 <= Outcome.upLimit }) ?? false { count.toldStandUps += 1 }
                }
                guard let delay = fall.confirmedAfter else { continue }
                guard delay <= Outcome.limit else {
                    count.confirmedLater += 1
                    continue
                }
                count.confirmed += 1
                count.delays += delay
            }
            count.falseSuspicions += result.outcome.falseSuspicions.count
            count.falseFalls += result.outcome.falseFalls.count
            count.falseRecoveries += result.outcome.falseRecoveries.count
            count.scenesWithFalseFalls += result.outcome.falseFalls.isEmpty ? 0 : 1
            counts[key] = count
        }
    }

    /// The counts as a table.
    var description: String {
        let head = """
            | | scenes | falls | suspected in 3 s | confirmed in 3 s | mean delay, s | confirmed later | false suspicions | false falls | up again, told in 10 s | told up, but lies |
            |---|---|---|---|---|---|---|---|---|---|---|
            """
        let rows = counts.sorted { $0.key < $1.key }
            .map { key, count in
                let delay =
                    count.confirmed == 0 ? "-" : "\((count.delays / Double(count.confirmed) * 10).rounded() / 10)"
                return
                    "| \(key) | \(count.scenes) | \(count.falls) | \(count.suspected) | \(count.confirmed) | \(delay) | "
                    + "\(count.confirmedLater) | \(count.falseSuspicions) | \(count.falseFalls) in \(count.scenesWithFalseFalls) | "
                    + "\(count.standUps), \(count.toldStandUps) | \(count.falseRecoveries) |"
            }
        return ([head] + rows).joined(separator: "\n")
    }
}
