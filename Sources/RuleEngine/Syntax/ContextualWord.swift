/// The words that have a meaning at one place of a statement and are attribute names everywhere else.
enum ContextualWord: String, CaseIterable, Hashable, Sendable {
    /// Introduces variables.
    case set = "SET"
    /// Says that the result is a value and no object.
    case value = "VALUE"
    /// Begins a choice.
    case `case` = "CASE"
    /// Introduces one value of a choice.
    case when = "WHEN"
    /// Introduces the result for it.
    case then = "THEN"
    /// Introduces the result for every other value.
    case otherwise = "ELSE"
    /// Ends a choice.
    case end = "END"
    /// Introduces a grouping.
    case group = "GROUP"
    /// Stands between `GROUP` and the keys.
    case by = "BY"
    /// Introduces a window.
    case window = "WINDOW"
    /// Introduces the distance of windows.
    case every = "EVERY"
    /// Introduces the longest time of a session.
    case maximum = "MAXIMUM"
    /// Introduces how late a message may come.
    case lateness = "LATENESS"
    /// Introduces the condition on a window's result.
    case having = "HAVING"
    /// Introduces the condition that ends what `WHERE` began.
    case until = "UNTIL"
    /// Introduces how long a condition must hold.
    case `for` = "FOR"
    /// Introduces how long messages must stay away.
    case absent = "ABSENT"
    /// Introduces which edges count.
    case on = "ON"
}
