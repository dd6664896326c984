namespace Points.Domain.Programmes;

/// <summary>How many points a reward costs, and what it is worth.</summary>
public abstract record Price
{
    private const int Hundredths = 100;

    /// <summary>
    /// The most fen or points that a calculation returns: more than any wallet or bill holds, and far from overflow
    /// when multiplied by a quantity.
    /// </summary>
    private const long AmountMax = 1_000_000_000_000_000;

    private Price() { }

    /// <summary>One price for one piece.</summary>
    public sealed record Fixed(Points Points, Fen Worth) : Price;

    /// <summary>
    /// The member chooses how many points to spend; the worth is in proportion. <paramref name="Points"/> buy
    /// <paramref name="Worth"/>.
    /// </summary>
    /// <param name="Minimum">The fewest points that can be spent at once.</param>
    public sealed record Variable(Points Points, Fen Worth, Points Minimum) : Price
    {
        /// <summary>What that many points are worth, rounded down: the worth never exceeds what was paid.</summary>
        public Fen WorthOf(Points points) => new(Clamp((Int128)points.Value * Worth.Value / Points.Value));

        /// <summary>The fewest points with at least that worth, and at least <see cref="Minimum"/>.</summary>
        public Points PointsFor(Fen worth)
        {
            var points = new Points(Clamp((((Int128)worth.Value * Points.Value) + Worth.Value - 1) / Worth.Value));
            return points < Minimum ? Minimum : points;
        }

        private static long Clamp(Int128 amount) => (long)Int128.Min(amount, AmountMax);
    }

    public T Match<T>(Func<Fixed, T> fixedPrice, Func<Variable, T> variable) =>
        this switch
        {
            Fixed price => fixedPrice(price),
            Variable price => variable(price),
            _ => throw new InvalidOperationException($"{GetType()} is not a known price"),
        };

    /// <summary>
    /// The price after a discount. A fixed price costs fewer points, rounded up; with a variable price the same points
    /// are worth more, and the fewest are as few as come to the same worth: else a small bill that they pay today
    /// could not take them on a day with a discount.
    /// </summary>
    /// <param name="discount">The part of the price that is paid, with at most two decimals: 0.9 for 10% off.</param>
    public Price Discounted(decimal discount) =>
        Match<Price>(
            fixedPrice: it => it with { Points = new((long)decimal.Ceiling(it.Points.Value * discount)) },
            variable: it =>
            {
                var points = new Points((long)(it.Points.Value * discount * Hundredths));
                var discounted = new Variable(points, it.Worth * Hundredths, Minimum: new Points(1));
                return discounted with { Minimum = discounted.PointsFor(it.WorthOf(it.Minimum)) };
            }
        );
}
