namespace Points.Domain.Programmes;

/// <summary>What a reward takes, and what one is worth.</summary>
public abstract record Price
{
    private Price() { }

    /// <summary>One price for one piece.</summary>
    public sealed record Fixed(Points Points, Fen Worth) : Price;

    /// <summary>The member chooses how many points to turn into value.</summary>
    public sealed record PerYuan(int PointsPerYuan, Points Minimum) : Price
    {
        /// <summary>Rounded down: worth never exceeds what was paid for.</summary>
        public Fen WorthOf(Points points) => new(checked(points.Value * Fen.PerYuan) / PointsPerYuan);
    }

    public T Match<T>(Func<Fixed, T> fixedPrice, Func<PerYuan, T> perYuan) => this switch
    {
        Fixed price => fixedPrice(price),
        PerYuan price => perYuan(price),
        _ => throw new InvalidOperationException($"{GetType()} is no price"),
    };
}
