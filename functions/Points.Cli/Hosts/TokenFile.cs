using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>
/// A file with one token. When the host refuses the token, the file is read again, so a long command survives the
/// expiry of a token if another program renews the file.
/// </summary>
internal sealed class TokenFile : ITokenSource
{
    private const long BytesMax = 64 * 1024;

    /// <summary>How long to wait for another token after a refusal: it may be written just then.</summary>
    private static readonly TimeSpan RenewalWaitMax = TimeSpan.FromSeconds(2),
        PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _path;

    private TokenFile(string path) => _path = path;

    /// <exception cref="CommandException">The file does not hold a token.</exception>
    public static TokenFile Open(string path)
    {
        var file = new TokenFile(path);
        return file.Read().Error is { } error ? throw error : file;
    }

    public async ValueTask<string?> GetToken(string? refused, CancellationToken ct)
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
                        $"The host refuses the token in {_path}, which may have expired: write another token to the "
                            + "file and run the same command again."
                    );
            await Task.Delay(PollInterval, ct);
        }
    }

    private (string? Token, CommandException? Error) Read()
    {
        try
        {
            if (new FileInfo(_path).Length <= BytesMax && AccessToken.Parse(File.ReadAllText(_path)) is { } token)
                return (token, null);
            return (null, new CommandException($"The token file {_path} must hold {AccessToken.Rule}."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, new CommandException($"The token file {_path} cannot be read: {fault.Message}", fault));
        }
    }
}
