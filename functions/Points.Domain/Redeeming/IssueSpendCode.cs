using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Redeeming;

/// <summary>Issues a spend code, with which the member consents to one redemption by a merchant.</summary>
/// <param name="Code">Random digits that the host made.</param>
/// <param name="ProgrammeId">The programme whose points the code may spend.</param>
/// <param name="Cap">The most points the code allows.</param>
/// <param name="MerchantId">The merchant who may use it; null if the code names a reward.</param>
/// <param name="RewardId">The reward that it is for; null if the code names a merchant.</param>
public sealed record IssueSpendCode(
    string MemberId,
    string Code,
    string ProgrammeId,
    Points Cap,
    string? MerchantId,
    string? RewardId
)
{
    /// <summary>The code as it is stored: with the digest of the code that the member shows.</summary>
    public SpendCode CreateCode(DateTimeOffset now) =>
        new(MemberId, SpendCode.DigestOf(MemberId, Code), now.Plus(SpendCode.ValidFor), Cap)
        {
            ProgrammeId = ProgrammeId,
            MerchantId = MerchantId,
            RewardId = RewardId,
        };

    /// <summary>Why no redemption could use such a code; null if one could.</summary>
    public Refusal? FindRefusal(ProgrammeTerms terms)
    {
        var reward = RewardId is null ? null : terms.FindReward(RewardId);
        if (RewardId is not null && reward is null)
            return new Refusal.NotFound("reward");
        if (MerchantId is null)
            return null;
        if (terms.FindMerchant(MerchantId) is not { Honours: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        return reward?.MerchantId is { } honouring && honouring != MerchantId
            ? new Refusal.Invalid("merchantId", $"must be {honouring}, who honours this reward")
            : null;
    }
}

/// <summary>Issues spend codes. A new code replaces the member's previous one.</summary>
public sealed class IssueSpendCodeHandler(ISpendCodesAndVouchers codes, IProgrammes programmes)
{
    /// <returns>
    /// The stored spend code, which holds only the digest of the code itself; or why no redemption could use it.
    /// </returns>
    public async Task<(SpendCode? Issued, Refusal? Refusal)> Handle(
        IssueSpendCode command,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await programmes.FindTerms(command.ProgrammeId, now, ct) is not { } terms)
            return (null, Refusal.NotFound.Programme);
        if (command.FindRefusal(terms) is { } refusal)
            return (null, refusal);
        var issued = command.CreateCode(now);
        await codes.PutSpendCode(issued, ct);
        return (issued, null);
    }
}
