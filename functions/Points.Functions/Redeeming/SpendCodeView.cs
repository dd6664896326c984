using Points.Domain.Ledger;

namespace Points.Functions.Redeeming;

/// <summary>A code for one redemption, and what it allows.</summary>
/// <param name="Points">The most points the code may spend.</param>
/// <param name="MerchantId">The merchant who may use it; missing if any may who honours the reward.</param>
/// <param name="RewardId">The reward that it is for; missing if it is for any that the merchant honours.</param>
internal sealed record SpendCodeView(
    string Code,
    DateTimeOffset ExpiresAt,
    string ProgrammeId,
    long Points,
    string? MerchantId,
    string? RewardId
)
{
    /// <param name="code">The code itself, of which only a digest is stored.</param>
    public static SpendCodeView From(string code, SpendCode it) =>
        new(code, it.Until, it.ProgrammeId!, it.Cap!.Value.Value, it.MerchantId, it.RewardId);
}
