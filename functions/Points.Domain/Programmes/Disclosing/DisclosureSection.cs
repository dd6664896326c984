using System.Collections.Immutable;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>One section of the terms, with one sentence or paragraph per item.</summary>
public sealed record DisclosureSection(string Id, BilingualName Title, ImmutableArray<BilingualName> Items)
{
    /// <summary>
    /// Shows the first items as a table: each row says what the item with its index says; null for none.
    /// </summary>
    public DisclosureTable? Table { get; init; }

    /// <summary>The items that the table does not show.</summary>
    public ImmutableArray<BilingualName> ItemsBesideTable => Items[(Table?.Rows.Length ?? 0)..];
}

/// <summary>A table of the terms. The first cell of a row names what the row is about.</summary>
public sealed record DisclosureTable(
    BilingualName Caption,
    ImmutableArray<BilingualName> Columns,
    ImmutableArray<DisclosureRow> Rows
);

/// <summary>A row of a table. Each cell has any number of lines.</summary>
public sealed record DisclosureRow(ImmutableArray<ImmutableArray<BilingualName>> Cells);
