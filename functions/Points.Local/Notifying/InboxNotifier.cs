using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Functions.Notifying;

namespace Points.Local.Notifying;

/// <summary>On one machine the member's inbox stands for all telephones: it takes everything. A channel that was given a gateway goes there.</summary>
internal sealed class InboxNotifier(Gateways gateways) : INotifier, IDisposable
{
    private readonly HttpNotifier _http = new(gateways, TimeProvider.System);

    public bool IsSetUp(NoticeChannel channel) => true;

    public Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct) =>
        _http.IsSetUp(channel) ? _http.Send(channel, notice, ct) : Task.FromResult<string?>(null);

    public void Dispose() => _http.Dispose();
}
