using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// The part of an order that is refunded, in the order's amounts, including what points or coupons paid.
/// </summary>
public abstract record RefundClaim
{
    private RefundClaim() { }

    /// <summary>An amount of the whole order. It is spread over what is left of the lines.</summary>
    public sealed record Amount(Fen Fen) : RefundClaim;

    /// <summary>Amounts of single lines, named by SKU.</summary>
    public sealed record Lines(ImmutableArray<RefundLine> Refunded) : RefundClaim
    {
        public bool Equals(Lines? other) => other is not null && Refunded.SequenceEqual(other.Refunded);

        public override int GetHashCode() => Refunded.Length;
    }

    public T Match<T>(Func<Amount, T> amount, Func<Lines, T> lines) =>
        this switch
        {
            Amount claim => amount(claim),
            Lines claim => lines(claim),
            _ => throw new InvalidOperationException($"{GetType()} is not a known refund claim"),
        };

    /// <summary>Allocates the claim to the lines of an order.</summary>
    /// <returns>The amount for each line; null if the claim is larger than what is left.</returns>
    public ImmutableArray<Fen>? Allocate(Order order) =>
        Match(amount: it => SpreadOverLines(order, it.Fen), lines: it => MatchLines(order, it.Refunded));

    /// <summary>
    /// Allocates as much of the claim as is left of the order. An early refund may claim more than the later purchase.
    /// </summary>
    public ImmutableArray<Fen> AllocateAtMost(Order order)
    {
        if (Allocate(order) is { } allocated)
            return allocated;
        var claimed = Match(
            amount: it => it.Fen,
            lines: it => it.Refunded.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount)
        );
        return SpreadOverLines(order, Fen.Min(claimed, order.Total - order.RefundedTotal))!.Value;
    }

    private static ImmutableArray<Fen>? SpreadOverLines(Order order, Fen amount)
    {
        var (left, leftUpToLine, allocated) = (order.Total - order.RefundedTotal, 0L, Fen.Zero);
        if (amount > left)
            return null;
        var parts = ImmutableArray.CreateBuilder<Fen>(order.Lines.Length);
        for (var line = 0; line < order.Lines.Length; line++)
        {
            // Rounding the running total, not each line, makes the parts add up to the amount.
            leftUpToLine += order.AmountLeft(line).Value;
            var allocatedUpToLine = left == Fen.Zero ? Fen.Zero : amount.Prorate(leftUpToLine, left.Value);
            parts.Add(allocatedUpToLine - allocated);
            allocated = allocatedUpToLine;
        }
        return parts.MoveToImmutable();
    }

    private static ImmutableArray<Fen>? MatchLines(Order order, ImmutableArray<RefundLine> refunded)
    {
        var parts = new Fen[order.Lines.Length];
        foreach (var claim in refunded)
        {
            var left = claim.Amount;
            for (var line = 0; line < parts.Length && left > Fen.Zero; line++)
            {
                if (order.Lines[line].Sku != claim.Sku)
                    continue;
                var part = Fen.Min(left, order.AmountLeft(line) - parts[line]);
                (parts[line], left) = (parts[line] + part, left - part);
            }
            if (left > Fen.Zero)
                return null;
        }
        return [.. parts];
    }
}

/// <summary>A refunded amount of what was bought under one SKU.</summary>
/// <param name="Sku">If several lines of the order have it, the first with something left are refunded.</param>
public sealed record RefundLine(string Sku, Fen Amount);
