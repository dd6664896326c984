namespace Points.Client;

/// <summary>Where a client gets its bearer tokens.</summary>
public interface ITokenSource
{
    /// <param name="refused">
    /// A token that the host did not accept, so that another one is needed; null if any token will do.
    /// </param>
    /// <param name="ct">Cancelled when the request is.</param>
    /// <returns>The token; null if there is no other one.</returns>
    ValueTask<string?> GetToken(string? refused, CancellationToken ct);
}
