using Microsoft.Extensions.Hosting;

namespace Points.Local.Hosting;

/// <summary>
/// The cancellation token that functions get. It belongs to the host, not to the connection: a client that disconnects
/// does not stop a write, and learns the outcome from a repeat with the same key. The token is cancelled when the host
/// stops and <see cref="GracePeriod"/> has passed.
/// </summary>
internal sealed class InvocationToken : IDisposable
{
    /// <summary>How long functions may continue after the host is asked to stop.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for functions: the grace period and one second for the cancellation.</summary>
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
