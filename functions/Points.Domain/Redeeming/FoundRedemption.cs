using Points.Domain.Deciding;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>Finds the redemption that a command is about, for who decides on it.</summary>
internal static class FoundRedemption
{
    public static Decision Decide(Wallet wallet, Records records, string redemptionId, Func<Redemption, Decision> then)
    {
        var key = new RecordKey.Redemption(redemptionId);
        if (!records.Has(key))
            return new Decision.Needs([key]);
        return records.Find<Redemption>(key) is { } redemption && redemption.ProgrammeId == wallet.Id.ProgrammeId
            ? then(redemption)
            : new Refusal.NotFound("redemption");
    }
}
