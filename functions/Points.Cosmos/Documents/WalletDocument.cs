using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Cosmos.Documents;

/// <summary>
/// A wallet. It holds open lots only, so it stays small whatever the history; the latest-expiring lots beyond
/// <see cref="OpenLotsMax"/> are in a <see cref="MoreLotsDocument"/> beside it.
/// </summary>
/// <param name="Recent">The categories bought last; by the member's consent, and gone with it.</param>
/// <param name="NextDueAt">When something that is set aside has to be seen to, in seconds since 1970; null where nothing is.</param>
/// <param name="MoreLotsSequence">The entry with which the further lots were last written; null where there are none.</param>
internal sealed record WalletDocument(
    string Id, string Type, string MemberId, string ProgrammeId, FactsDocument Facts,
    IReadOnlyList<LotDocument> Lots, long? MoreLotsSequence, IReadOnlyList<HoldDocument>? Holds, IReadOnlyList<DebtDocument>? Debts, IReadOnlyList<LotDocument>? Lapsed,
    IReadOnlyList<AwaitedDocument>? Awaited, long? NextDueAt, HabitsDocument? Habits, IReadOnlyList<string>? Recent, long Sequence, string Head)
{
    public const string TypeName = "wallet";
    public const int OpenLotsMax = 400;

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    public static WalletDocument From(Wallet wallet, long? moreLotsSequence) => new(
        IdOf(wallet.Id.ProgrammeId), TypeName, wallet.Id.MemberId, wallet.Id.ProgrammeId, FactsDocument.From(wallet.Facts),
        LotDocument.From(Near(wallet.Lots)), moreLotsSequence,
        wallet.Holds.IsEmpty ? null : [.. wallet.Holds.Select(HoldDocument.From)], DebtDocument.FromAny(wallet.Debts),
        LotDocument.FromAny(wallet.Lapsed.Open), AwaitedDocument.FromAny(wallet.Awaited),
        wallet.NextDueAt is { } due ? StoredTime.SecondsUp(due) : null, HabitsDocument.From(wallet),
        wallet.Recent.Categories.IsEmpty ? null : wallet.Recent.Categories, wallet.Sequence, wallet.Head);

    /// <param name="more">The further lots, where the wallet has any.</param>
    public Wallet ToWallet(MoreLotsDocument? more) => (Habits ?? HabitsDocument.None).Into(Wallet.Restore(
        new(MemberId, ProgrammeId), Facts.ToFacts(),
        Domain.Wallets.Lots.FromSorted(LotDocument.ToLots(more is null ? Lots : [.. Lots, .. more.Lots])), Sequence, Head)) with
    {
        Holds = [.. (Holds ?? []).Select(hold => hold.ToHold())],
        Debts = DebtDocument.ToDebts(Debts),
        Lapsed = Domain.Wallets.Lots.FromSorted(LotDocument.ToLots(Lapsed ?? [])),
        Awaited = AwaitedDocument.ToAwaited(ProgrammeId, Awaited),
        Recent = Recent is null ? RecentCategories.None : new([.. Recent]),
    };

    private static ImmutableArray<Lot> Near(Lots lots) => lots.Open.Length <= OpenLotsMax ? lots.Open : lots.Open[..OpenLotsMax];
}

/// <summary>What is needed of a wallet to see to it.</summary>
internal sealed record DueWallet(string MemberId, string ProgrammeId);

/// <summary>The lots of a wallet that expire after its first <see cref="WalletDocument.OpenLotsMax"/>.</summary>
internal sealed record MoreLotsDocument(string Id, string Type, string MemberId, IReadOnlyList<LotDocument> Lots, long Sequence)
{
    public const string TypeName = "more-lots";

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    /// <returns>Null where the wallet's own document has room for all.</returns>
    public static MoreLotsDocument? From(Wallet wallet) => wallet.Lots.Open.Length <= WalletDocument.OpenLotsMax
        ? null
        : new(IdOf(wallet.Id.ProgrammeId), TypeName, wallet.Id.MemberId,
            LotDocument.From(wallet.Lots.Open[WalletDocument.OpenLotsMax..]), wallet.Sequence);
}
