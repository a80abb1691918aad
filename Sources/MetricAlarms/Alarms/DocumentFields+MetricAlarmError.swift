import MonitoringModel

extension DocumentFields {
    /// The error at its place in the document.
    func failure(_ error: MetricAlarmError) -> DecodingError {
        var message = error
        message.alarm = nil
        message.path = ""
        return failure(at: error.path, "\(message)")
    }
}
