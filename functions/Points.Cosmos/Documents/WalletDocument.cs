using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// A wallet. It contains open lots only, so it stays small however long the history is. Lots beyond the first
/// <see cref="OpenLotsMax"/> to expire are in a <see cref="MoreLotsDocument"/>.
/// </summary>
/// <param name="Recent">The categories bought last. Removed when the member withdraws their consent.</param>
/// <param name="RecentAfter">
/// Tells the order of each of <paramref name="Recent"/>; null in wallets that were last written before it was kept.
/// </param>
/// <param name="Awaited">The orders that are known to have early refunds.</param>
/// <param name="AwaitedUnlisted">Null in wallets that were last written before the field existed.</param>
/// <param name="HoldsDueAt">
/// When a job must process the holds, in seconds since 1970; null if there is nothing to do. The same for other kinds.
/// </param>
/// <param name="Told">The programme and the newest announcement that the member was notified of.</param>
/// <param name="Under">The programme and the newest revision that was applied to the wallet.</param>
/// <param name="Tellings">Change notifications by announcement; never null, so that a patch can add one.</param>
/// <param name="LedgerKey">Null in wallets from before ledgers had keys, until they are read.</param>
/// <param name="PlainIds">True in wallets from before ledgers had keys; otherwise null.</param>
/// <param name="Erasing">True while the member is being erased: to all others, there is no such wallet.</param>
/// <param name="MoreLotsSequence">The entry that last changed the further lots; null if there are none.</param>
internal sealed record WalletDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    FactsDocument Facts,
    IReadOnlyList<LotDocument> Lots,
    long? MoreLotsSequence,
    IReadOnlyList<PendingLotDocument>? PendingLots,
    IReadOnlyList<HoldDocument>? Holds,
    IReadOnlyList<DebtDocument>? Debts,
    IReadOnlyList<LotDocument>? Lapsed,
    IReadOnlyList<EarlyRefundDocument>? Awaited,
    UnlistedEarlyRefundsDocument? AwaitedUnlisted,
    long? HoldsDueAt,
    long? ExpiryDueAt,
    long? ReminderDueAt,
    long? ReviewDueAt,
    long? GiftsDueAt,
    long? GrantsDueAt,
    string Told,
    string Under,
    IReadOnlyDictionary<string, ChangeNotificationDocument> Tellings,
    WalletHistoryDocument? Habits,
    IReadOnlyList<string>? Recent,
    IReadOnlyList<long>? RecentAfter,
    long Sequence,
    string Head,
    string? LedgerKey,
    bool? PlainIds,
    bool? Erasing = null
) : ISealedDocument
{
    public const string TypeName = "wallet";
    public const int OpenLotsMax = 400;

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    /// <summary>The field with the time at which a wallet is due.</summary>
    public static string DueFieldOf(MaintenanceKind kind) => DocumentJson.NameOf(kind) + "DueAt";

    public static WalletDocument From(Wallet wallet, MaintenanceSchedule schedule, long? moreLotsSequence) =>
        new(
            IdOf(wallet.Id.ProgrammeId),
            TypeName,
            wallet.Id.MemberId,
            wallet.Id.ProgrammeId,
            FactsDocument.From(wallet.Facts),
            LotDocument.From(EarliestLots(wallet.Lots)),
            moreLotsSequence,
            PendingLotDocument.FromOrNull(wallet.PendingLots.All),
            wallet.Holds.IsEmpty ? null : [.. wallet.Holds.Select(HoldDocument.From)],
            DebtDocument.FromOrNull(wallet.Debts),
            LotDocument.FromOrNull(wallet.RecentlyExpired.Open),
            EarlyRefundDocument.FromOrNull(wallet.EarlyRefunds.Listed),
            new UnlistedEarlyRefundsDocument(wallet.Sequence, wallet.EarlyRefunds.UnlistedCount),
            StoredTime.CeilingSeconds(schedule.Holds),
            StoredTime.CeilingSeconds(schedule.Expiry),
            StoredTime.CeilingSeconds(schedule.Reminder),
            StoredTime.CeilingSeconds(schedule.Review),
            StoredTime.CeilingSeconds(schedule.Gifts),
            StoredTime.CeilingSeconds(schedule.Grants),
            ProgrammeNumberKey.Format(wallet.Id.ProgrammeId, wallet.NotifiedAnnouncement),
            ProgrammeNumberKey.Format(wallet.Id.ProgrammeId, wallet.AppliedRevision),
            wallet.ChangeNotifications.ToDictionary(
                it => ChangeNotificationDocument.KeyOf(it.Announcement),
                ChangeNotificationDocument.From,
                StringComparer.Ordinal
            ),
            WalletHistoryDocument.From(wallet),
            wallet.RecentCategories.All.IsEmpty ? null : [.. wallet.RecentCategories.All.Select(it => it.Category)],
            wallet.RecentCategories.All.IsEmpty ? null : [.. wallet.RecentCategories.All.Select(it => it.BookedAfter)],
            wallet.Sequence,
            wallet.Head,
            wallet.LedgerKey.Value,
            wallet.LedgerKey.HasPlainIds ? true : null
        );

    [JsonIgnore]
    public LedgerKey Key => new(LedgerKey ?? "", PlainIds == true);

    /// <summary>How many early refunds wait that are not listed; null if the document does not tell.</summary>
    [JsonIgnore]
    public long? UnlistedEarlyRefunds => AwaitedUnlisted?.Sequence == Sequence ? AwaitedUnlisted.Count : null;

    /// <param name="more">The further lots; null if there are none.</param>
    public Wallet ToWallet(MoreLotsDocument? more, long unlistedEarlyRefunds) =>
        (Habits ?? WalletHistoryDocument.None).ApplyTo(
            Wallet.Restore(
                new(MemberId, ProgrammeId),
                Key,
                Facts.ToFacts(),
                Domain.Ledger.Lots.FromSorted(LotDocument.ToLots(more is null ? Lots : [.. Lots, .. more.Lots])),
                Sequence,
                Head
            )
        ) with
        {
            PendingLots = Domain.Ledger.PendingLots.FromSorted(PendingLotDocument.ToLots(PendingLots)),
            Holds = [.. (Holds ?? []).Select(hold => hold.ToHold())],
            Debts = DebtDocument.ToDebts(Debts),
            RecentlyExpired = Domain.Ledger.Lots.FromSorted(LotDocument.ToLots(Lapsed ?? [])),
            EarlyRefunds = new(EarlyRefundDocument.ToEarlyRefunds(ProgrammeId, Awaited), unlistedEarlyRefunds),
            ReviewDueAt = StoredTime.FromSeconds(ReviewDueAt),
            GiftsDueAt = StoredTime.FromSeconds(GiftsDueAt),
            NotifiedAnnouncement = ProgrammeNumberKey.ParseNumber(Told),
            AppliedRevision = ProgrammeNumberKey.ParseNumber(Under),
            ChangeNotifications =
            [
                .. Tellings.Select(it => it.Value.ToChangeNotification(it.Key)).OrderBy(it => it.Announcement),
            ],
            RecentCategories = new([.. (Recent ?? []).Select(ToRecentCategory)]),
        };

    private RecentCategory ToRecentCategory(string category, int at) =>
        new(category, RecentAfter is { } after && at < after.Count ? after[at] : -1);

    private static ImmutableArray<Lot> EarliestLots(Lots lots) =>
        lots.Open.Length <= OpenLotsMax ? lots.Open : lots.Open[..OpenLotsMax];
}

/// <summary>The fields that identify a wallet.</summary>
internal sealed record WalletReference(string MemberId, string ProgrammeId);

/// <summary>The fields of a wallet that identify its ledger.</summary>
internal sealed record LedgerReference(string MemberId, string ProgrammeId, string? LedgerKey, bool? PlainIds);
