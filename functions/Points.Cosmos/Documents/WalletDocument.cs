using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// A wallet. It holds open lots only, so it stays small whatever the history; the latest-expiring lots beyond
/// <see cref="OpenLotsMax"/> are in a <see cref="MoreLotsDocument"/> beside it.
/// </summary>
/// <param name="Recent">The categories bought last; by the member's consent, and gone with it.</param>
/// <param name="HoldsDueAt">When a job has to see to it, in seconds since 1970, as have the others that end so; null where there is nothing to do.</param>
/// <param name="Told">The newest announcement that the member has been told of, with the programme.</param>
/// <param name="Under">The revision that the wallet has been brought under, with the programme.</param>
/// <param name="Tellings">By announcement: empty where there are none, so that one can be set alone.</param>
/// <param name="MoreLotsSequence">The entry with which the further lots were last written; null where there are none.</param>
internal sealed record WalletDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    FactsDocument Facts,
    IReadOnlyList<LotDocument> Lots,
    long? MoreLotsSequence,
    IReadOnlyList<HoldDocument>? Holds,
    IReadOnlyList<DebtDocument>? Debts,
    IReadOnlyList<LotDocument>? Lapsed,
    IReadOnlyList<EarlyRefundDocument>? Awaited,
    long? HoldsDueAt,
    long? ExpiryDueAt,
    long? ReminderDueAt,
    long? ReviewDueAt,
    long? GiftsDueAt,
    string Told,
    string Under,
    IReadOnlyDictionary<string, ChangeNotificationDocument> Tellings,
    WalletHistoryDocument? Habits,
    IReadOnlyList<string>? Recent,
    long Sequence,
    string Head
)
{
    public const string TypeName = "wallet";
    public const int OpenLotsMax = 400;

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    /// <summary>The field that says when a job has to see to a wallet.</summary>
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
            wallet.Holds.IsEmpty ? null : [.. wallet.Holds.Select(HoldDocument.From)],
            DebtDocument.FromOrNull(wallet.Debts),
            LotDocument.FromOrNull(wallet.RecentlyExpired.Open),
            EarlyRefundDocument.FromOrNull(wallet.EarlyRefunds),
            StoredTime.CeilingSeconds(schedule.Holds),
            StoredTime.CeilingSeconds(schedule.Expiry),
            StoredTime.CeilingSeconds(schedule.Reminder),
            StoredTime.CeilingSeconds(schedule.Review),
            StoredTime.CeilingSeconds(schedule.Gifts),
            ProgrammeNumberKey.Format(wallet.Id.ProgrammeId, wallet.NotifiedAnnouncement),
            ProgrammeNumberKey.Format(wallet.Id.ProgrammeId, wallet.AppliedRevision),
            wallet.ChangeNotifications.ToDictionary(
                it => ChangeNotificationDocument.KeyOf(it.Announcement),
                ChangeNotificationDocument.From,
                StringComparer.Ordinal
            ),
            WalletHistoryDocument.From(wallet),
            wallet.RecentCategories.Categories.IsEmpty ? null : wallet.RecentCategories.Categories,
            wallet.Sequence,
            wallet.Head
        );

    /// <param name="more">The further lots, where the wallet has any.</param>
    public Wallet ToWallet(MoreLotsDocument? more) =>
        (Habits ?? WalletHistoryDocument.None).ApplyTo(
            Wallet.Restore(
                new(MemberId, ProgrammeId),
                Facts.ToFacts(),
                Domain.Ledger.Lots.FromSorted(LotDocument.ToLots(more is null ? Lots : [.. Lots, .. more.Lots])),
                Sequence,
                Head
            )
        ) with
        {
            Holds = [.. (Holds ?? []).Select(hold => hold.ToHold())],
            Debts = DebtDocument.ToDebts(Debts),
            RecentlyExpired = Domain.Ledger.Lots.FromSorted(LotDocument.ToLots(Lapsed ?? [])),
            EarlyRefunds = EarlyRefundDocument.ToEarlyRefunds(ProgrammeId, Awaited),
            ReviewDueAt = StoredTime.FromSeconds(ReviewDueAt),
            GiftsDueAt = StoredTime.FromSeconds(GiftsDueAt),
            NotifiedAnnouncement = ProgrammeNumberKey.ParseNumber(Told),
            AppliedRevision = ProgrammeNumberKey.ParseNumber(Under),
            ChangeNotifications =
            [
                .. Tellings.Select(it => it.Value.ToChangeNotification(it.Key)).OrderBy(it => it.Announcement),
            ],
            RecentCategories = Recent is null ? RecentCategories.None : new([.. Recent]),
        };

    private static ImmutableArray<Lot> EarliestLots(Lots lots) =>
        lots.Open.Length <= OpenLotsMax ? lots.Open : lots.Open[..OpenLotsMax];
}

/// <summary>That the member was told of a revision.</summary>
internal sealed record ChangeNotificationDocument(int Revision, DateTimeOffset At)
{
    public static string KeyOf(int announcement) => FormattableString.Invariant($"{announcement}");

    public static ChangeNotificationDocument From(ChangeNotification it) => new(it.Revision, it.At.ToUniversalTime());

    public ChangeNotification ToChangeNotification(string key) =>
        new(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture), Revision, At);
}

/// <summary>What is needed of a wallet to see to it.</summary>
internal sealed record WalletReference(string MemberId, string ProgrammeId);

/// <summary>The lots of a wallet that expire after its first <see cref="WalletDocument.OpenLotsMax"/>.</summary>
internal sealed record MoreLotsDocument(
    string Id,
    string Type,
    string MemberId,
    IReadOnlyList<LotDocument> Lots,
    long Sequence
)
{
    public const string TypeName = "more-lots";

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    /// <returns>Null where the wallet's own document has room for all.</returns>
    public static MoreLotsDocument? From(Wallet wallet) =>
        wallet.Lots.Open.Length <= WalletDocument.OpenLotsMax
            ? null
            : new(
                IdOf(wallet.Id.ProgrammeId),
                TypeName,
                wallet.Id.MemberId,
                LotDocument.From(wallet.Lots.Open[WalletDocument.OpenLotsMax..]),
                wallet.Sequence
            );
}
