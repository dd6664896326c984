using System.Collections.Concurrent;
using Points.Domain.Auditing;
using Points.Domain.Files;

namespace Points.Cosmos.Tests.Auditing;

/// <summary>Keeps the anchors of chains as the archive does: a file is written once.</summary>
internal sealed class KeptFiles : IWriteOnceFiles
{
    private readonly ConcurrentDictionary<string, JournalAnchor> _anchors = new(StringComparer.Ordinal);

    public IEnumerable<JournalAnchor> Anchors => _anchors.Values;

    public async Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, ct);
        return _anchors.TryAdd(name, JournalAnchor.FromJson(copy.ToArray()));
    }

    public Task<Stream?> Read(string name, CancellationToken ct) => Task.FromResult<Stream?>(null);

    public IAsyncEnumerable<string> List(string folder, string? after, CancellationToken ct) =>
        _anchors.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).ToAsyncEnumerable();
}
