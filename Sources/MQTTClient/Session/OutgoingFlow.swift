/// The client's unconfirmed QoS 1 and 2 messages (MQTT 5.0, sections 4.3 and 4.4); survives connections.
struct OutgoingFlow {
    /// How far a message has come.
    enum Phase: Hashable {
        case awaitingPuback, awaitingPubrec, awaitingPubcomp
    }

    /// One message.
    struct Entry {
        /// What was sent, with the full topic.
        var packet: PublishPacket
        /// Who waits for it.
        var token: PublicationToken
        /// How far it has come.
        var phase: Phase
        /// Its place in the order of sending.
        var sequence: UInt64
        /// Whether it was written in this session.
        var wasSent: Bool
    }

    private(set) var entries: [UInt16: Entry] = [:]
    private var nextSequence: UInt64 = 0
    private var toResend: [UInt16] = []

    /// The number of messages that the server has not settled on this connection.
    var activeCount: Int { entries.count - toResend.count }

    /// Whether earlier messages still have to be sent again before new ones.
    var isResending: Bool { !toResend.isEmpty }

    /// Adds a new message.
    mutating func add(_ packet: PublishPacket, token: PublicationToken) {
        let phase: Phase = packet.qos == .atLeastOnce ? .awaitingPuback : .awaitingPubrec
        entries[packet.packetIdentifier] = Entry(
            packet: packet,
            token: token,
            phase: phase,
            sequence: nextSequence,
            wasSent: true
        )
        nextSequence += 1
    }

    /// Prepares to send everything again on a new connection.
    ///
    /// - Parameters:
    ///   - sessionPresent: whether the server remembers the messages.
    ///   - effects: receives messages that are settled because only their last step was missing.
    mutating func resume(sessionPresent: Bool, into effects: inout SessionEffects) {
        if !sessionPresent {
            for (identifier, entry) in entries {
                if entry.phase == .awaitingPubcomp {
                    entries[identifier] = nil
                    effects.publications.append((entry.token, .confirmed(.success)))
                } else {
                    entries[identifier]?.wasSent = false
                }
            }
        }
        toResend = entries.sorted { $0.value.sequence > $1.value.sequence }.map(\.key)
    }

    /// Sends again as much as the window permits.
    mutating func resend(window: Int, into effects: inout SessionEffects) {
        while activeCount < window, let identifier = toResend.popLast() {
            guard var entry = entries[identifier] else { continue }
            if entry.phase == .awaitingPubcomp {
                effects.packets.append(.acknowledgement(AcknowledgementPacket(.pubrel, identifier)))
                continue
            }
            entry.packet.isDuplicate = entry.wasSent
            effects.packets.append(.publish(entry.packet))
            entry.wasSent = true
            entries[identifier] = entry
        }
    }

    /// Handles PUBACK, PUBREC and PUBCOMP.
    mutating func handle(
        _ packet: AcknowledgementPacket,
        into effects: inout SessionEffects
    ) throws(ProtocolViolation) {
        let identifier = packet.packetIdentifier
        guard let phase = entries[identifier]?.phase else {
            // Left over from a session that one side forgot; PUBREC wants an answer all the same.
            if packet.step == .pubrec && !packet.reasonCode.isFailure {
                let unknown = AcknowledgementPacket(.pubrel, identifier, reasonCode: ReasonCode(rawValue: 0x92))
                effects.packets.append(.acknowledgement(unknown))
            }
            return
        }
        switch (packet.step, phase) {
        case (.puback, .awaitingPuback): settle(packet, into: &effects)
        case (.pubrec, .awaitingPubrec), (.pubrec, .awaitingPubcomp):
            if packet.reasonCode.isFailure {
                settle(packet, into: &effects)
            } else {
                entries[identifier]?.phase = .awaitingPubcomp
                effects.packets.append(.acknowledgement(AcknowledgementPacket(.pubrel, identifier)))
            }
        case (.pubcomp, .awaitingPubcomp): settle(packet, into: &effects)
        default: throw .protocolError("\(packet.step) for a message that is \(phase)")
        }
    }

    private mutating func settle(_ packet: AcknowledgementPacket, into effects: inout SessionEffects) {
        guard let entry = entries.removeValue(forKey: packet.packetIdentifier) else { return }
        if !toResend.isEmpty { toResend.removeAll { $0 == packet.packetIdentifier } }
        let outcome: PublishOutcome =
            if packet.step != .pubcomp && packet.reasonCode.isFailure {
                .failed(.publishRefused(packet.reasonCode, explanation: packet.properties.reasonString))
            } else {
                // A PUBCOMP that does not know the identifier belongs to a message that was completed before.
                .confirmed(packet.step == .pubcomp ? .success : packet.reasonCode)
            }
        effects.publications.append((entry.token, outcome))
    }
}
