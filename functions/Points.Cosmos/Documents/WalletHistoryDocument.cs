using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>A wallet's history besides points: used limits, tiers, spending by day, and sent reminders.</summary>
internal sealed record WalletHistoryDocument
{
    public static readonly WalletHistoryDocument None = new();

    public IReadOnlyList<LimitCounter>? Counters { get; init; }
    public IReadOnlyList<TierSince>? Tiers { get; init; }
    public IReadOnlyList<SpendDayDocument>? Days { get; init; }

    public IReadOnlyList<ReminderSent>? Reminded { get; init; }

    /// <returns>Null if there is no history, as in most programmes.</returns>
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
            Counters = Counters is null ? LimitCounters.None : new([.. Counters]),
            TierStanding = new(
                [.. Tiers ?? []],
                [.. (Days ?? []).Select(day => new DailySpend(day.On, new(day.Fen), day.Visits))]
            ),
            RemindersSent = [.. Reminded ?? []],
        };
}

internal sealed record SpendDayDocument(DateOnly On, long Fen, int Visits);
