import FrameAnalysis
import MonitoringModel

extension EvidenceLimits {
    /// Reads one length of time for all kinds of files, or a mapping of kinds to lengths of time, in which
    /// `megabytes` limits how much is kept in all.
    ///
    /// - Throws: ``SettingsError`` at the first fault.
    init(document node: SettingsNode) throws(SettingsError) {
        let range = Duration.seconds(60)...Duration.seconds(3_650 * 86_400)
        self.init()
        guard node.isMapping else {
            let age = try node.duration(in: range)
            ages = [:]
            otherwise = age
            return
        }
        let fields = try node.mapping(EvidenceKind.allCases.map(\.rawValue) + ["megabytes"])
        for kind in EvidenceKind.allCases {
            ages[kind] = try fields.value(kind.rawValue, default: ages[kind] ?? otherwise) {
                (node) throws(SettingsError) in try node.duration(in: range)
            }
        }
        totalBytes =
            try fields.value("megabytes", default: totalBytes >> 20) { (node) throws(SettingsError) in
                try node.integer(in: 10...10_000_000)
            } << 20
    }
}
