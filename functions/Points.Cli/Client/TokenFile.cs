namespace Points.Cli.Client;

/// <summary>
/// A file with one token. When the host refuses the token, the file is read again, so a long command survives the
/// expiry of a token if another program renews the file.
/// </summary>
internal sealed class TokenFile(string path) : ITokenSource
{
    private const long BytesMax = 64 * 1024;

    /// <summary>How long to wait for another token after a refusal: it may be written just then.</summary>
    private static readonly TimeSpan RenewalWaitMax = TimeSpan.FromSeconds(2),
        PollInterval = TimeSpan.FromMilliseconds(100);

    public async Task<string?> GetToken(string? refused, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (token, error) = Read();
            if (token is not null && token != refused)
                return token;
            if (refused is null || TimeProvider.System.GetElapsedTime(since) > RenewalWaitMax)
                throw error
                    ?? new CommandException(
                        $"The host refuses the token in {path}, which may have expired: write another token to the "
                            + "file and run the same command again."
                    );
            await Task.Delay(PollInterval, ct);
        }
    }

    public ITokenSource ForMerchant(string merchantId) => this;

    private (string? Token, CommandException? Error) Read()
    {
        try
        {
            if (new FileInfo(path).Length <= BytesMax && AccessToken.Parse(File.ReadAllText(path)) is { } token)
                return (token, null);
            return (null, new CommandException($"The token file {path} must hold {AccessToken.Rule}."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, new CommandException($"The token file {path} cannot be read: {fault.Message}", fault));
        }
    }
}
