using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>What of an order is refunded, in the order's own amounts: before anything that points or coupons paid.</summary>
public abstract record RefundClaim
{
    private RefundClaim() { }

    /// <summary>Of the whole order, spread over what is left of its lines.</summary>
    public sealed record Amount(Fen Fen) : RefundClaim;

    /// <summary>Of its lines, by what was bought.</summary>
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
            _ => throw new InvalidOperationException($"{GetType()} is no refund"),
        };

    /// <summary>What it takes of each line of an order.</summary>
    /// <returns>Null if it asks for more than is left.</returns>
    public ImmutableArray<Fen>? Allocate(Order order) =>
        Match(amount: it => SpreadOverLines(order, it.Fen), lines: it => MatchLines(order, it.Refunded));

    /// <summary>What it takes of each line, as far as there is any: of a purchase that came later and turned out smaller.</summary>
    public ImmutableArray<Fen> AllocateAtMost(Order order)
    {
        if (Allocate(order) is { } whole)
            return whole;
        var claimed = Match(
            amount: it => it.Fen,
            lines: it => it.Refunded.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount)
        );
        return SpreadOverLines(order, Fen.Min(claimed, order.Total - order.RefundedTotal))!.Value;
    }

    private static ImmutableArray<Fen>? SpreadOverLines(Order order, Fen amount)
    {
        var (left, upTo, given) = (order.Total - order.RefundedTotal, 0L, Fen.Zero);
        if (amount > left)
            return null;
        var parts = ImmutableArray.CreateBuilder<Fen>(order.Lines.Length);
        for (var line = 0; line < order.Lines.Length; line++)
        {
            upTo += order.AmountLeft(line).Value;
            var until = left == Fen.Zero ? Fen.Zero : amount.Prorate(upTo, left.Value);
            parts.Add(until - given);
            given = until;
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

/// <param name="Sku">As in the order's lines; of several with the same, the first that have something left.</param>
public sealed record RefundLine(string Sku, Fen Amount);
