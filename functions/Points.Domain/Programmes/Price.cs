namespace Points.Domain.Programmes;

/// <summary>What a reward takes, and what one is worth.</summary>
public abstract record Price
{
    private const int Hundredths = 100;

    private Price() { }

    /// <summary>One price for one piece.</summary>
    public sealed record Fixed(Points Points, Fen Worth) : Price;

    /// <summary>The member chooses how many points to turn into value, pro rata: <paramref name="Points"/> buy <paramref name="Worth"/>.</summary>
    public sealed record Variable(Points Points, Fen Worth, Points Minimum) : Price
    {
        /// <summary>Rounded down: worth never exceeds what was paid for.</summary>
        public Fen WorthOf(Points points) => new((long)((Int128)points.Value * Worth.Value / Points.Value));

        /// <summary>The fewest points that are worth so much; at least the minimum.</summary>
        public Points PointsFor(Fen worth)
        {
            var points = new Points((long)((((Int128)worth.Value * Points.Value) + Worth.Value - 1) / Worth.Value));
            return points < Minimum ? Minimum : points;
        }
    }

    public T Match<T>(Func<Fixed, T> fixedPrice, Func<Variable, T> variable) =>
        this switch
        {
            Fixed price => fixedPrice(price),
            Variable price => variable(price),
            _ => throw new InvalidOperationException($"{GetType()} is no price"),
        };

    /// <summary>The part of the price to pay: prices round up. Who turns points into value gets more for them instead.</summary>
    /// <param name="discount">0.9 for a tenth off; at most two decimals.</param>
    public Price Discounted(decimal discount) =>
        Match<Price>(
            fixedPrice: it => it with { Points = new((long)decimal.Ceiling(it.Points.Value * discount)) },
            variable: it =>
                it with
                {
                    Points = new((long)(it.Points.Value * discount * Hundredths)),
                    Worth = it.Worth * Hundredths,
                }
        );
}
