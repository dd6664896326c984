using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Earning;

/// <summary>
/// Checks the redemptions that a purchase names as having paid a part of it. A full refund of the order returns their
/// points, so each pays for one order of the merchant who honoured it.
/// </summary>
internal static class NamedRedemptions
{
    /// <summary>
    /// The bytes of all lots of the named redemptions, as the store counts them. A whole refund returns all of them in
    /// one commit (decision 35).
    /// </summary>
    private const int LotsSizeMax = 200_000;

    private static IEnumerable<RecordKey.Redemption> KeysOf(Accrue purchase) =>
        purchase.RedemptionIds.Distinct(StringComparer.Ordinal).Select(id => new RecordKey.Redemption(id));

    /// <returns>
    /// A refusal, or the records that are not loaded; null if all of them can have paid for the purchase.
    /// </returns>
    public static Decision? FindObstacle(Accrue purchase, LoadedRecords records)
    {
        if (records.FindMissing(KeysOf(purchase)) is { IsEmpty: false } missing)
            return new Decision.NeedsRecords(missing);
        foreach (var (index, id) in purchase.RedemptionIds.Index())
            if (FindRefusal(purchase, records, id, index) is { } refusal)
                return refusal;
        var lots = KeysOf(purchase).SelectMany(key => records.Find<Redemption>(key)!.Lots);
        if (lots.Sum(lot => lot.Size) > LotsSizeMax)
            return new Refusal.LimitReached("the redemptions took their points from too many lots: name fewer");
        return null;
    }

    /// <summary>Makes the redemptions name the order that they paid for.</summary>
    public static LoadedRecords NameOrder(Accrue purchase, LoadedRecords records) =>
        KeysOf(purchase)
            .Aggregate(
                records,
                (all, key) => all.With(key, all.Find<Redemption>(key)! with { PaidOrderId = purchase.OrderId })
            );

    /// <summary>Lists the redemptions that the purchase changes: each names its order now.</summary>
    /// <param name="reversed">Those that it also reverses, because the order was refunded before it arrived.</param>
    public static ImmutableArray<WalletRecord> ListChanged(
        Accrue purchase,
        LoadedRecords records,
        ImmutableArray<WalletRecord> reversed
    )
    {
        var reversedIds = reversed.OfType<Redemption>().Select(it => it.RedemptionId).ToHashSet(StringComparer.Ordinal);
        var others = KeysOf(purchase).Where(key => !reversedIds.Contains(key.RedemptionId));
        return [.. reversed, .. others.Select(key => records.Find<Redemption>(key)!)];
    }

    private static string FieldOf(int index) => FormattableString.Invariant($"redemptionIds[{index}]");

    /// <summary>The refusal of redemptions in a quote for a merchant to which the member has shown no code.</summary>
    public static Refusal.Invalid NeedsCode { get; } =
        new(FieldOf(0), "must be left out by a merchant that does not name the code of the member's card");

    /// <summary>The refusal of a redemption that the member does not have. Others' look like invented ones.</summary>
    public static Refusal.Invalid NotOfThisMember(int index) =>
        new(FieldOf(index), "must be a redemption of this member in this programme");

    private static Refusal? FindRefusal(Accrue purchase, LoadedRecords records, string id, int index)
    {
        // Whether there is such a redemption of another member, nobody learns.
        if (
            records.Find<Redemption>(new RecordKey.Redemption(id)) is not { } redemption
            || redemption.ProgrammeId != purchase.Wallet.ProgrammeId
        )
            return NotOfThisMember(index);
        if (redemption.HonouredBy != purchase.MerchantId)
            return new Refusal.Invalid(FieldOf(index), "must be a redemption that the same merchant honoured");
        if (redemption.PaidOrderId is { } paid && paid != purchase.OrderId)
            return new Refusal.AlreadySettled($"the redemption {id} has paid for another order");
        return FindEnd(redemption, purchase.OccurredAt);
    }

    /// <summary>
    /// A redemption that had ended when the member bought cannot have paid. One that has ended since did: purchases may
    /// arrive late, and must not lose their points.
    /// </summary>
    private static Refusal? FindEnd(Redemption redemption, DateTimeOffset boughtAt) =>
        redemption.Status switch
        {
            RedemptionStatus.Reversed or RedemptionStatus.Cancelled when redemption.LatestEvent.At <= boughtAt =>
                new Refusal.AlreadySettled(
                    $"the points of the redemption {redemption.RedemptionId} had been returned before the purchase"
                ),
            RedemptionStatus.Held when redemption.HoldUntil <= boughtAt => new Refusal.HoldExpired(
                redemption.HoldUntil.Value
            ),
            _ => null,
        };
}
