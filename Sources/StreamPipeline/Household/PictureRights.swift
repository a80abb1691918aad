public import Alerting
import FrameAnalysis
public import MonitoringModel

extension Household {
    /// Returns whether a receiver may be pointed to a piece of evidence.
    ///
    /// Only messages to programs name evidence; what a conversation shows, the page decides by the same right.
    ///
    /// Pictures and films in which people can be recognised are for people with
    /// ``Resident/seesPictures`` and for receivers that are nobody's, which are programs; everybody
    /// else is pointed to drawn figures and joints. Evidence whose kind is not known counts as recognisable.
    ///
    /// - Parameters:
    ///   - evidence: The evidence.
    ///   - receiver: Who would be told of it.
    /// - Returns: Whether it may be named.
    @Sendable
    public func maySee(_ evidence: EvidenceID, _ receiver: Receiver) -> Bool {
        guard let person = receiver.person else { return true }
        if people.contains(where: { $0.id == person && $0.seesPictures }) { return true }
        return EvidenceName(evidence).map { !$0.kind.showsPeople } ?? false
    }
}
