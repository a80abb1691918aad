/// How long evidence is kept, by kind, and how much in all.
public struct EvidenceLimits: Hashable, Sendable {
    /// The age at which a file of a kind is deleted; a kind that is missing is kept for `otherwise`.
    public var ages: [EvidenceKind: Duration]
    /// The age for kinds without one of their own and for files whose names say nothing.
    public var otherwise: Duration
    /// The most bytes of all files.
    public var totalBytes: Int

    /// Creates limits; pictures and films two weeks, figures and traces a month, two gigabytes unless set.
    public init(
        ages: [EvidenceKind: Duration] = [
            .snapshot: .seconds(14 * 86_400), .before: .seconds(14 * 86_400), .clip: .seconds(14 * 86_400),
            .skeleton: .seconds(30 * 86_400), .trace: .seconds(30 * 86_400),
        ],
        otherwise: Duration = .seconds(14 * 86_400),
        totalBytes: Int = 2 << 30
    ) {
        self.ages = ages
        self.otherwise = otherwise
        self.totalBytes = totalBytes
    }

    /// Returns the age at which a file is deleted.
    func age(of kind: EvidenceKind?) -> Duration {
        kind.flatMap { ages[$0] } ?? otherwise
    }
}
