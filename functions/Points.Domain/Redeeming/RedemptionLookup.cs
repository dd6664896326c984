using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Loads the redemption that a command names, for the decision on it.</summary>
internal static class RedemptionLookup
{
    /// <param name="decide">Decides on the redemption; refused without it if the wallet has no such redemption.</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        string redemptionId,
        Func<Redemption, Decision> decide
    )
    {
        var key = new RecordKey.Redemption(redemptionId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        return records.Find<Redemption>(key) is { } redemption && redemption.ProgrammeId == wallet.Id.ProgrammeId
            ? decide(redemption)
            : new Refusal.NotFound("redemption");
    }
}
