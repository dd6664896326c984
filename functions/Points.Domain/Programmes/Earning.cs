using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Ledger;

namespace Points.Domain.Programmes;

/// <summary>The rules by which a purchase earns.</summary>
/// <param name="LateDays">How many days after a purchase a merchant may still post it.</param>
public sealed record Earning(int LateDays, BaseRate Base)
{
    public const int LateDaysDefault = 90;

    /// <summary>Points for an order, with the reasoning. Rounded down once, at the end, so no split of an order earns more than the whole.</summary>
    public ImmutableArray<Explanation> Evaluate(Accrue order) => [Base.Evaluate(order.EligibleTotal)];
}

/// <summary>Points for each yuan of the eligible total.</summary>
public sealed record BaseRate(string Id, decimal PointsPerYuan)
{
    public Explanation Evaluate(Fen eligible)
    {
        var points = new Points((long)decimal.Floor(eligible.Value * PointsPerYuan / Fen.PerYuan));
        return new(Id, points, FormattableString.Invariant($"{eligible} × {PointsPerYuan} per ¥1, rounded down"));
    }
}
