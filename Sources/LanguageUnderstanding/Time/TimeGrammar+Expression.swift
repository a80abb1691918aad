extension TimeGrammar {
    private static let fillers: Set<String> = [
        "on", "at", "@", "the", "in", "for", "around", "about", "approximately", "of", ",", "during", "any", "time",
        "anytime", "sometime", "sometimes", "exactly", "from", "by", "starting", "some", "-", "(",
    ]
    private static let introductions: Set<String> = ["at", "@", "around", "about", "approximately", "for", "exactly"]

    /// Reads the longest expression that begins at a position.
    func expression(at index: Int) -> Match<TimeDraft>? {
        var draft = TimeDraft()
        var next = index
        while let end = component(at: next, into: &draft) { next = end }
        guard !draft.isEmpty, next > index else { return nil }
        return Match(value: draft, next: next)
    }

    private func component(at index: Int, into draft: inout TimeDraft) -> Int? {
        var start = index
        var isIntroduced = draft.span.map { $0.grain == .day } ?? false || draft.part != nil || isExpectingTime
        var skipped = 0
        while true {
            if let end = part(at: start, isIntroduced: isIntroduced, into: &draft) { return end }
            guard isOne(of: Self.fillers, at: start), skipped < 3 else { return nil }
            if text(start) == "-", draft.span == nil || tokens[start].followsSpace == false { return nil }
            if isOne(of: Self.introductions, at: start) { isIntroduced = true }
            start += 1
            skipped += 1
        }
    }

    private func part(at index: Int, isIntroduced: Bool, into draft: inout TimeDraft) -> Int? {
        let candidates = [
            spanPart(at: index, draft: draft), dayPart(at: index, draft: draft),
            clockPart(at: index, isIntroduced: isIntroduced, draft: draft), momentPart(at: index, draft: draft),
            boundPart(at: index, draft: draft),
        ]
        var best: (draft: TimeDraft, next: Int)?
        for candidate in candidates {
            if let candidate, candidate.next > (best?.next ?? index) { best = candidate }
        }
        guard let best else { return nil }
        draft = best.draft
        return best.next
    }

    private typealias Step = (draft: TimeDraft, next: Int)

    /// Reads "after 4", "before noon", "until Friday", "by 2 pm".
    private func boundPart(at index: Int, draft: TimeDraft) -> Step? {
        guard draft.bound == nil else { return nil }
        var draft = draft
        var start = index + 1
        switch text(index) {
        case "after", "since": draft.bound = .after
        case "before", "until", "till", "through": draft.bound = .before
        case "by": draft.bound = .within
        case "from": draft.bound = .after
        case "later", "earlier":
            guard text(start) == "than" else { return nil }
            draft.bound = text(index) == "later" ? .after : .before
            start += 1
        default: return nil
        }
        if let named = boundDayPart(at: index, draft: draft) { return named }
        start = skip(["about", "around"], at: start)
        if draft.clock == nil, let clock = clock(at: start, isIntroduced: true) {
            draft.clock = clock.value
            return (draft, clock.next)
        }
        guard draft.span == nil, text(index) != "from" || draft.isEmpty, let span = date(at: start) else { return nil }
        draft.span = span.value
        guard let clock = clock(at: skip(["at"], at: span.next), isIntroduced: true) else { return (draft, span.next) }
        draft.clock = clock.value
        return (draft, clock.next)
    }

    private func boundDayPart(at index: Int, draft: TimeDraft) -> Step? {
        guard draft.part == nil, text(index) == "after" else { return nil }
        let parts = [
            "lunch": DayPart(start: 13, end: 17), "school": DayPart(start: 15, end: 21),
            "work": DayPart(start: 17, end: 21),
        ]
        guard let part = parts[text(index + 1)] else { return nil }
        var draft = draft
        draft.bound = nil
        draft.part = part
        return (draft, index + 2)
    }

    private func spanPart(at index: Int, draft: TimeDraft) -> Step? {
        guard draft.span == nil, let span = dateRange(at: index) ?? date(at: index) else { return nil }
        var draft = draft
        draft.span = span.value
        return (draft, span.next)
    }

    private func clockPart(at index: Int, isIntroduced: Bool, draft: TimeDraft) -> Step? {
        guard draft.clock == nil, draft.moment == nil else { return nil }
        var draft = draft
        if let range = clockRange(at: index) {
            draft.clock = range.value.start
            draft.clockEnd = range.value.end
            return (draft, range.next)
        }
        let isShown = isIntroduced || isFollowedByDay(at: index)
        guard let clock = clock(at: index, isIntroduced: isShown) else { return nil }
        draft.clock = clock.value
        if isOne(of: ["-", "until", "till"], at: clock.next),
            let end = self.clock(at: clock.next + 1, isIntroduced: false)
        {
            draft.clockEnd = end.value
            return (draft, end.next)
        }
        return (draft, clock.next)
    }

    /// Returns whether the number at a position is followed by a day, as in "9 tomorrow" or "8 tonight".
    private func isFollowedByDay(at index: Int) -> Bool {
        guard let number = number(at: index), !number.value.isOrdinal else { return false }
        let after = skip(["on"], at: number.next)
        if isOne(of: ["tomorrow", "today", "tonight", "tonite"], at: after) { return true }
        if weekday(at: after) != nil { return true }
        if text(after) == "this", DayPart.named[text(after + 1)] != nil { return true }
        return text(after) == "in" && text(after + 1) == "the" && DayPart.named[text(after + 2)] != nil
    }

    /// Reads "morning", "early in the morning", "late tonight", "this evening".
    private func dayPart(at index: Int, draft: TimeDraft) -> Step? {
        guard draft.part == nil else { return nil }
        var draft = draft
        var start = index
        let isEarly = text(start) == "early"
        let isLate = text(start) == "late"
        if isEarly || isLate { start += 1 }
        if let hours = sequence(["in", "the", "early", "hours", "of", "the", "morning"], at: index) {
            draft.part = DayPart(start: 0, end: 9)
            return (draft, hours)
        }
        start = skip(["the"], at: skip(["in"], at: start))
        if isOne(of: ["tonight", "tonite"], at: start) {
            guard draft.span == nil || draft.span?.first == today else { return nil }
            draft.span = DaySpan(day: today)
            draft.part = isLate ? DayPart(start: 21, end: 24) : DayPart(start: 18, end: 24)
            return (draft, start + 1)
        }
        let isThis = text(start) == "this"
        let isLast = text(start) == "last" && text(start + 1) == "night"
        if isThis || isLast { start += 1 }
        guard let part = DayPart.named[text(start)] else { return nil }
        draft.part = isEarly ? part.early : isLate ? part.late : part
        if isThis || isLast {
            guard draft.span == nil else { return nil }
            draft.span = DaySpan(day: isThis ? today : today + -1)
        }
        return (draft, start + 1)
    }

    private func momentPart(at index: Int, draft: TimeDraft) -> Step? {
        guard draft.moment == nil, draft.clock == nil, let moment = moment(at: index) else { return nil }
        var draft = draft
        draft.moment = moment.value
        return (draft, moment.next)
    }
}
