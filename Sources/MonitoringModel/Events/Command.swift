/// Something a person or program asked us to do, by the API or the console.
public enum Command: Hashable, Codable, Sendable {
    /// Acknowledge an alert: somebody has seen it and takes care of it.
    case acknowledgeAlert(AlertID, by: String, note: String?)
    /// Resolve an alert by hand.
    case resolveAlert(AlertID, by: String, note: String?)
    /// Resolve an alert because nothing of the sort happened.
    case rejectAlert(AlertID, by: String, note: String?)
    /// Make another set of watches the one that is on, such as `away` when everybody leaves.
    case switchProfile(ProfileID, by: String)
    /// Keep a rule or an alarm beside the settings, in the place of an earlier one of its name.
    case keepDocument(KeptDocument, by: String)
    /// Remove a rule or an alarm that is kept beside the settings.
    case removeDocument(DocumentKind, id: String, by: String)
    /// Set a metric alarm's state by hand, until its next evaluation.
    case setAlarm(id: String, state: String, reason: String, by: String)
    /// Hold back the messages about what these cameras, and no others, see; alerts are raised and kept as ever.
    case quietCameras([QuietCamera], by: String)
    /// Add, confirm, switch off or forget a web service that rules may call.
    case changeDestination(DestinationChange, by: String)
    /// Take note of how something ended that a rule wanted done outside of the service.
    case settleAction(ActionReport)
}
