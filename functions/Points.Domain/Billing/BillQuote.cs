using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>The answer to <see cref="QuoteBill"/>: the bill and what paying it would earn, or a refusal.</summary>
public abstract record BillQuote
{
    private BillQuote() { }

    /// <param name="Available">The points that the member can spend now.</param>
    public sealed record Quoted(Bill Bill, EarningResult Earns, Points Available) : BillQuote;

    public sealed record Refused(Refusal Refusal) : BillQuote;

    public T Match<T>(Func<Quoted, T> quoted, Func<Refusal, T> refused) =>
        this switch
        {
            Quoted quote => quoted(quote),
            Refused quote => refused(quote.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known answer"),
        };
}
