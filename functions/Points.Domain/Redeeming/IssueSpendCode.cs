using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Issues a spend code, with which the member consents to one redemption by a merchant.</summary>
/// <param name="Code">Random digits that the host made.</param>
/// <param name="Cap">The most points the code allows; null for any number.</param>
public sealed record IssueSpendCode(string MemberId, string Code, Points? Cap);

/// <summary>Issues spend codes. A new code replaces the member's previous one.</summary>
public sealed class IssueSpendCodeHandler(ISpendCodesAndVouchers codes)
{
    /// <returns>The stored spend code, which holds only the digest of the code itself.</returns>
    public async Task<SpendCode> Handle(IssueSpendCode command, DateTimeOffset now, CancellationToken ct)
    {
        var digest = SpendCode.DigestOf(command.MemberId, command.Code);
        var issued = new SpendCode(command.MemberId, digest, now + SpendCode.ValidFor, command.Cap);
        await codes.PutSpendCode(issued, ct);
        return issued;
    }
}
