public import Alerting
import FrameAnalysis
public import MonitoringModel

extension Household {
    /// Returns whether a receiver may be pointed to a piece of evidence.
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
        guard let person = receiver.owner else { return true }
        if people.contains(where: { $0.id == person && $0.seesPictures }) { return true }
        return EvidenceName(evidence).map { !$0.kind.showsPeople } ?? false
    }
}

extension Receiver {
    /// Whose the receiver is; that of a conversation is its person's.
    fileprivate var owner: PersonID? { channel == Self.webChatChannel ? PersonID(address) : person }
}
