using Points.Domain.Wallets;

namespace Points.Cosmos.Documents;

/// <summary>What a wallet remembers beside points: used limits, tiers and the days they follow from, reminders given.</summary>
internal sealed record HabitsDocument
{
    public static readonly HabitsDocument None = new();

    public IReadOnlyList<Counter>? Counters { get; init; }
    public IReadOnlyList<TierSince>? Tiers { get; init; }
    public IReadOnlyList<SpendDayDocument>? Days { get; init; }

    public IReadOnlyList<Reminded>? Reminded { get; init; }

    /// <returns>Null where there is nothing to remember, as in most programmes.</returns>
    public static HabitsDocument? From(Wallet wallet)
    {
        var (counters, standing) = (wallet.Counters.All, wallet.Standing);
        if (counters.IsEmpty && standing.Tiers.IsEmpty && standing.Days.IsEmpty && wallet.Reminded.IsEmpty)
            return null;
        return new()
        {
            Counters = counters.IsEmpty ? null : counters,
            Tiers = standing.Tiers.IsEmpty ? null : standing.Tiers,
            Days = standing.Days.IsEmpty
                ? null
                : [.. standing.Days.Select(day => new SpendDayDocument(day.On, day.Spend.Value, day.Visits))],
            Reminded = wallet.Reminded.IsEmpty ? null : wallet.Reminded,
        };
    }

    public Wallet Into(Wallet wallet) =>
        wallet with
        {
            Counters = Counters is null ? Domain.Wallets.Counters.None : new([.. Counters]),
            Standing = new(
                [.. Tiers ?? []],
                [.. (Days ?? []).Select(day => new SpendDay(day.On, new(day.Fen), day.Visits))]
            ),
            Reminded = [.. Reminded ?? []],
        };
}

internal sealed record SpendDayDocument(DateOnly On, long Fen, int Visits);
