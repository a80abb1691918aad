extension Double {
    /// The nearest number in a range; its lower bound for what is not a number.
    func bounded(to range: ClosedRange<Double>) -> Double {
        self > range.lowerBound ? (self < range.upperBound ? self : range.upperBound) : range.lowerBound
    }
}
