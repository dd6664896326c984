using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>One token, which is used for every request and cannot be renewed.</summary>
/// <param name="origin">Where the caller gave it, such as <c>--token</c>.</param>
internal sealed class FixedToken(string token, string origin) : ITokenSource
{
    public ValueTask<string?> GetToken(string? refused, CancellationToken ct) =>
        refused is null
            ? ValueTask.FromResult<string?>(token)
            : throw new CommandException(
                $"The host refuses the token from {origin}, which may have expired: get another token and run the same "
                    + "command again."
            );
}
