using Points.Client;

namespace Points.Tests;

/// <summary>The tokens that a one-machine host issues to a caller. Another follows when the first expires.</summary>
internal sealed class CallerTokens(Api api, string sub, string role, string? merchantId = null) : ITokenSource
{
    public async ValueTask<string?> GetToken(string? refused, CancellationToken ct) =>
        await api.CreateToken(sub, role, merchantId);
}
