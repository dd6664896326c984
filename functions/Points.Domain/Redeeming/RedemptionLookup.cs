using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Finds the redemption that a command is about, for who decides on it.</summary>
internal static class RedemptionLookup
{
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
