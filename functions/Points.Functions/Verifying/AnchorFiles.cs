using Points.Domain.Files;
using Points.Domain.Relaying;

namespace Points.Functions.Verifying;

/// <summary>Reads the anchors of ledgers from their write-once files.</summary>
public sealed class AnchorFiles(IWriteOnceFiles files)
{
    /// <summary>A page ends with the file that reaches this many heads.</summary>
    public const int HeadsPerPageMax = 5_000;

    /// <summary>Reads a page of files, by day and name.</summary>
    /// <param name="after">The last name of the page before; null for the first page.</param>
    /// <param name="limit">The largest number of files.</param>
    /// <returns>The files, and the last name if more may follow.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public async Task<(IReadOnlyList<(string Name, LedgerAnchor Anchor)> Files, string? Next)> Read(
        DateOnly from,
        DateOnly to,
        string? after,
        int limit,
        CancellationToken ct
    )
    {
        var (read, heads) = (new List<(string, LedgerAnchor)>(), 0);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (after is not null && string.CompareOrdinal(after, LedgerAnchor.FolderOf(day.AddDays(1))) >= 0)
                continue;
            await foreach (var name in files.List(LedgerAnchor.FolderOf(day), after, ct))
            {
                if (read.Count == limit || heads >= HeadsPerPageMax)
                    return (read, read[^1].Item1);
                var anchor = await Read(name, ct);
                read.Add((name, anchor));
                heads += anchor.Heads.Length;
            }
        }
        return (read, null);
    }

    private async Task<LedgerAnchor> Read(string name, CancellationToken ct)
    {
        await using var content =
            await files.Read(name, ct) ?? throw new InvalidDataException($"the anchor {name} is missing");
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, ct);
        return LedgerAnchor.FromJson(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
