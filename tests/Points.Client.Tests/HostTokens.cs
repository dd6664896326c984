namespace Points.Client.Tests;

/// <summary>Tokens of the one-machine host for one caller.</summary>
internal sealed class HostTokens(Api api, string subject, string role, string? merchantId = null) : ITokenSource
{
    public async ValueTask<string?> GetToken(string? refused, CancellationToken ct) =>
        refused is null ? await api.CreateToken(subject, role, merchantId) : null;
}
