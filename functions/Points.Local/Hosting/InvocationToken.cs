using Microsoft.Extensions.Hosting;

namespace Points.Local.Hosting;

/// <summary>
/// The token that functions get: the host's, not the connection's. A client that hangs up does not tear a write that was
/// begun; it learns the outcome by asking again with the same key. It is cancelled when the host ends and cannot wait longer.
/// </summary>
internal sealed class InvocationToken : IDisposable
{
    /// <summary>How long functions may go on once the host is asked to end.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for functions: their grace, and a moment for those that do not heed it.</summary>
    public static readonly TimeSpan StopMax = GracePeriod + TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _onStopping;

    public InvocationToken(IHostApplicationLifetime host) =>
        _onStopping = host.ApplicationStopping.Register(() => _source.CancelAfter(GracePeriod));

    public CancellationToken Value => _source.Token;

    public void Dispose()
    {
        _onStopping.Dispose();
        _source.Dispose();
    }
}
