using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>What a wallet remembers beside points: used limits, tiers and the days they follow from, reminders given.</summary>
internal sealed record WalletHistoryDocument
{
    public static readonly WalletHistoryDocument None = new();

    public IReadOnlyList<LimitCounter>? Counters { get; init; }
    public IReadOnlyList<TierSince>? Tiers { get; init; }
    public IReadOnlyList<SpendDayDocument>? Days { get; init; }

    public IReadOnlyList<ReminderSent>? Reminded { get; init; }

    /// <returns>Null where there is nothing to remember, as in most programmes.</returns>
    public static WalletHistoryDocument? From(Wallet wallet)
    {
        var (counters, standing) = (wallet.Counters.All, wallet.TierStanding);
        if (counters.IsEmpty && standing.Tiers.IsEmpty && standing.Days.IsEmpty && wallet.RemindersSent.IsEmpty)
            return null;
        return new()
        {
            Counters = counters.IsEmpty ? null : counters,
            Tiers = standing.Tiers.IsEmpty ? null : standing.Tiers,
            Days = standing.Days.IsEmpty
                ? null
                : [.. standing.Days.Select(day => new SpendDayDocument(day.On, day.Spend.Value, day.Visits))],
            Reminded = wallet.RemindersSent.IsEmpty ? null : wallet.RemindersSent,
        };
    }

    public Wallet ApplyTo(Wallet wallet) =>
        wallet with
        {
            Counters = Counters is null ? Domain.Programmes.Rules.LimitCounters.None : new([.. Counters]),
            TierStanding = new(
                [.. Tiers ?? []],
                [.. (Days ?? []).Select(day => new DailySpend(day.On, new(day.Fen), day.Visits))]
            ),
            RemindersSent = [.. Reminded ?? []],
        };
}

internal sealed record SpendDayDocument(DateOnly On, long Fen, int Visits);
