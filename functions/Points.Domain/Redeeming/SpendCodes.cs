using Points.Domain.Ports;

namespace Points.Domain.Redeeming;

/// <summary>Gives members their codes.</summary>
public sealed class SpendCodes(ISpendCodes codes)
{
    /// <param name="code">Random, of the host's making.</param>
    public async Task<SpendCode> Issue(
        string memberId,
        string code,
        Points? cap,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var issued = new SpendCode(memberId, SpendCode.DigestOf(memberId, code), now + SpendCode.GoodFor, cap);
        await codes.Put(issued, ct);
        return issued;
    }
}
