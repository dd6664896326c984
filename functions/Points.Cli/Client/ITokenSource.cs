namespace Points.Cli.Client;

/// <summary>Where a command gets its tokens. Messages name the source, never a token.</summary>
internal interface ITokenSource
{
    /// <summary>Gets a token, or another one after the host has refused one.</summary>
    /// <param name="refused">The token that the host refused; null at first.</param>
    /// <returns>Null if the host that issues the tokens does not answer.</returns>
    /// <exception cref="CommandException">There is no token, or no other one.</exception>
    Task<string?> GetToken(string? refused, CancellationToken ct);

    /// <summary>The source of the tokens for requests of a merchant.</summary>
    ITokenSource ForMerchant(string merchantId);
}
