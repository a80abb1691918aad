import MonitoringModel

/// The step from the parts of an expression to points on the time line.
struct TimeResolution {
    /// The calendar in which days are meant.
    let calendar: LocalCalendar
    /// The time at which the expression was said.
    let now: Instant
    /// The local day on which it was said.
    let today: CalendarDay

    /// Creates the resolution for a place and a time.
    init(calendar: LocalCalendar, now: Instant) {
        self.calendar = calendar
        self.now = now
        self.today = calendar.day(of: now)
    }

    /// Returns what an expression means, or `nil` if its parts contradict each other.
    func resolve(_ draft: TimeDraft, text: String) -> TimeExpression? {
        if let moment = draft.moment { return resolve(moment, text: text) }
        var expression: TimeExpression?
        if var clock = draft.clock {
            if let part = draft.part { clock = clock.inPart(part) }
            expression = resolve(clock, until: draft.clockEnd, draft: draft, text: text)
        } else if let part = draft.part {
            expression = resolve(part, on: draft.span, text: text)
        } else if let span = draft.span {
            expression = resolve(span, text: text)
        }
        guard var expression else { return nil }
        expression.isBareNumber = draft.isBareNumber
        return draft.bound.map { bounded(expression, $0) } ?? expression
    }

    private func resolve(_ moment: TimeGrammar.Moment, text: String) -> TimeExpression {
        guard !moment.isSpan else {
            return make(from: now, to: moment.instant, .second, .interval, namesDay: true, text: text)
        }
        let length: Duration = moment.grain == .minute ? .seconds(60) : .seconds(1)
        return make(
            from: moment.instant,
            to: moment.instant + length,
            moment.grain,
            .instant,
            namesDay: true,
            text: text
        )
    }

    private func resolve(
        _ clock: ClockTime,
        until end: ClockTime?,
        draft: TimeDraft,
        text: String
    ) -> TimeExpression? {
        if let span = draft.span, span.isInterval || span.end.number - span.first.number > 1 && span.grain == .week {
            return nil
        }
        let day = draft.span?.first ?? nextDay(for: clock)
        let isOpen = draft.span == nil || draft.span?.first == today
        var chosen = clock
        if clock.isAmbiguous, isOpen { chosen = nextReading(of: clock, on: day) }
        let start = calendar.instant(on: day, second: chosen.seconds)
        let length = chosen.grain == .hour ? 3_600 : chosen.grain == .minute ? 60 : 1
        var expression = make(
            from: start,
            to: start + .seconds(length),
            chosen.grain,
            .instant,
            namesDay: draft.span != nil,
            text: text
        )
        if clock.isAmbiguous {
            let other = chosen.seconds == clock.inHalf(afterNoon: true).seconds
            expression.alternativeStart = calendar.instant(on: day, second: clock.inHalf(afterNoon: !other).seconds)
        }
        guard var end else { return expression }
        if end.isAmbiguous, let part = draft.part { end = end.inPart(part) }
        let half = clock.isAmbiguous && chosen.seconds >= 43_200 && clock.hour != 12
        if end.isAmbiguous, half || end.seconds <= chosen.seconds { end = end.inHalf(afterNoon: true) }
        guard end.seconds > chosen.seconds else { return nil }
        expression.end = calendar.instant(on: day, second: end.seconds)
        expression.shape = .interval
        if end.grain == .minute || end.grain == .second { expression.grain = end.grain }
        return expression.end > expression.start ? expression : nil
    }

    /// Returns today, or tomorrow if no reading of the time lies ahead today.
    private func nextDay(for clock: ClockTime) -> CalendarDay {
        let latest = clock.isAmbiguous ? clock.inHalf(afterNoon: true) : clock
        return calendar.instant(on: today, second: latest.seconds) >= now ? today : today + 1
    }

    private func nextReading(of clock: ClockTime, on day: CalendarDay) -> ClockTime {
        let noonFirst = clock.hour == 12
        let early = clock.inHalf(afterNoon: noonFirst)
        guard day == today, calendar.instant(on: day, second: early.seconds) < now, !noonFirst else { return early }
        return clock.inHalf(afterNoon: true)
    }

    private func resolve(_ part: DayPart, on span: DaySpan?, text: String) -> TimeExpression? {
        var day = today
        if let span {
            guard span.grain == .day, !span.isInterval else { return nil }
            day = span.first
        } else if calendar.instant(on: today, second: part.end * 3_600) <= now {
            day = today + 1
        }
        let start = calendar.instant(on: day, second: part.start * 3_600)
        let end = calendar.instant(on: day, second: part.end * 3_600)
        return make(from: start, to: end, .hour, .interval, namesDay: span != nil, text: text)
    }

    private func resolve(_ span: DaySpan, text: String) -> TimeExpression? {
        let start = calendar.instant(on: span.first, second: span.startSecond)
        let end = calendar.instant(on: span.end)
        guard start < end else { return nil }
        return make(
            from: start,
            to: end,
            span.grain,
            span.isInterval ? .interval : .instant,
            namesDay: true,
            text: text
        )
    }

    private func bounded(_ inner: TimeExpression, _ bound: TimeDraft.Bound) -> TimeExpression {
        var expression = inner
        expression.alternativeStart = nil
        switch bound {
        case .after:
            let isClock = inner.grain == .hour || inner.grain == .minute || inner.grain == .second
            let start = isClock || inner.shape == .interval ? inner.start : inner.end
            expression.start = start
            expression.end =
                isClock ? calendar.instant(on: calendar.day(of: inner.start) + 1) : start + .seconds(60 * 86_400)
            expression.shape = .after
        case .before, .within:
            expression.end = bound == .within && inner.shape == .interval ? inner.end : inner.start
            expression.start = now
            expression.shape = bound == .within ? .interval : .before
            if inner.namesDay, inner.grain == .hour || inner.grain == .minute {
                let dayStart = calendar.instant(on: calendar.day(of: inner.start))
                if bound == .before { expression.start = max(now, dayStart) }
            }
            if expression.end <= expression.start { expression.start = inner.start - .seconds(1) }
        }
        return expression
    }

    private func make(
        from start: Instant,
        to end: Instant,
        _ grain: TimeExpression.Grain,
        _ shape: TimeExpression.Shape,
        namesDay: Bool,
        text: String
    ) -> TimeExpression {
        TimeExpression(
            start: start,
            end: max(end, start + .milliseconds(1)),
            grain: grain,
            shape: shape,
            alternativeStart: nil,
            namesDay: namesDay,
            isBareNumber: false,
            text: text
        )
    }
}
