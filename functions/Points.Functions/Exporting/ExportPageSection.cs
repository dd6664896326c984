using Points.Cosmos.Exporting;

namespace Points.Functions.Exporting;

/// <summary>A section of an export's page.</summary>
/// <param name="Id">Names it in links.</param>
/// <param name="Note">What the reader must know of the list; null if there is nothing.</param>
public sealed record ExportPageSection(string Id, string Title, string? Note, IReadOnlyList<ExportPageItem> Items)
{
    /// <summary>A page with more would not open on a telephone.</summary>
    internal const int ItemsMax = 500;

    internal static ExportPageSection OfItem(string id, string title, ExportPageItem item) =>
        new(id, title, null, [item]);

    /// <summary>Reads a list, and keeps its newest items in memory only.</summary>
    /// <returns>Null for an empty list.</returns>
    internal static async Task<ExportPageSection?> Read(
        ExportList list,
        string id,
        string before,
        ExportText text,
        CancellationToken ct
    )
    {
        // The oldest comes out first. Items without a time keep the order in which they are read.
        var newest = new PriorityQueue<ExportPageItem, (DateTimeOffset At, long Number)>();
        var count = 0L;
        await foreach (var item in list.Read(ct))
        {
            count++;
            newest.Enqueue(text.ItemOf(item), (ExportText.FindTime(item) ?? DateTimeOffset.MinValue, count));
            if (newest.Count > ItemsMax)
                newest.Dequeue();
        }
        if (count == 0)
            return null;
        var note =
            count > ItemsMax
                ? text.In(
                    new(
                        $"共 {count} 条，这里只列出最近的 {ItemsMax} 条。程序可读的导出（JSON）包含全部。",
                        $"The newest {ItemsMax} of {count}. The export for programs (JSON) has all of them."
                    )
                )
                : null;
        var items = newest.UnorderedItems.OrderByDescending(it => it.Priority).Select(it => it.Element);
        return new(id, $"{before}{text.In(ExportWords.OfList(list.Name))} ({count})", note, [.. items]);
    }

    internal static ExportPageSection OfKinds(IReadOnlyList<NotIncludedKind> kinds, ExportText text) =>
        new(
            "not-included",
            text.In(new("另外保存而未列出的内容", "What else is kept, and why it is not repeated here")),
            null,
            [.. kinds.Select(it => new ExportPageItem(null, [new(it.Kind, [text.In(it.Why)])], ""))]
        );
}

/// <param name="Headline">When it was and what it is; null if that is not said.</param>
/// <param name="References">Numbers and hashes, which most readers pass over; empty if there are none.</param>
public sealed record ExportPageItem(string? Headline, IReadOnlyList<ExportPageField> Fields, string References);

/// <param name="Lines">The value: one line, or one for each part.</param>
public sealed record ExportPageField(string Label, IReadOnlyList<string> Lines);
