using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// The members by which an element of a rewritten list is found again. An element of another type is found again if
/// none of its known members has changed.
/// </summary>
internal static class ElementIdentities
{
    private static readonly Dictionary<Type, string[]> ByType = new()
    {
        [typeof(AnnouncementDocument)] = ["number"],
        [typeof(BalanceDocument)] = ["programmeId"],
        [typeof(ConsentRecordDocument)] = ["purpose", "at"],
        [typeof(DebtDocument)] = ["owedTo"],
        [typeof(DeliveryDocument)] = ["channel"],
        [typeof(EarlyRefundClaimDocument)] = ["entryId", "amountFen"],
        [typeof(EarlyRefundDocument)] = ["merchantId", "orderId"],
        [typeof(HoldDocument)] = ["holdId"],
        [typeof(JobCountDocument)] = ["what"],
        [typeof(LeaseDocument)] = ["leaseId"],
        [typeof(LimitCounter)] = ["limit", "period"],
        [typeof(ListedRevisionDocument)] = ["number"],
        [typeof(LookupEntryDocument)] = ["ledgerKey"],
        [typeof(LotDocument)] = ["expiresOn", "issuedBy"],
        [typeof(OrderLineDocument)] = ["sku"],
        [typeof(OwnDaySpanDocument)] = ["kind", "day", "from"],
        [typeof(OwnDayUseDocument)] = ["kind", "on", "for"],
        [typeof(PendingLotDocument)] = ["usableFrom", "expiresOn", "issuedBy", "under"],
        [typeof(PetDocument)] = ["name"],
        [typeof(PostponedGrant)] = ["grantId"],
        [typeof(ReportPartDocument)] = ["by", "ends"],
        [typeof(ReleasedHold)] = ["rewardId", "countsUntil"],
        [typeof(SetPriceDocument)] = ["rewardId"],
        [typeof(SpendDayDocument)] = ["on"],
        [typeof(TierDocument)] = ["tier"],
    };

    /// <returns>Null if elements of the type have no identity.</returns>
    public static IReadOnlyList<string>? Find(Type type) => ByType.GetValueOrDefault(type);
}
