using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Functions.Notifying;

namespace Points.Local.Notifying;

/// <summary>
/// Sends notices to the gateway of their channel. A channel without a gateway counts as delivered, because the member
/// can read the notice in the inbox.
/// </summary>
internal sealed class InboxNotifier(Gateways gateways) : INotifier, IDisposable
{
    private readonly HttpNotifier _http = new(gateways, TimeProvider.System);

    public bool IsSetUp(NoticeChannel channel) => true;

    public Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct) =>
        _http.IsSetUp(channel) ? _http.Send(channel, notice, ct) : Task.FromResult<string?>(null);

    public void Dispose() => _http.Dispose();
}
