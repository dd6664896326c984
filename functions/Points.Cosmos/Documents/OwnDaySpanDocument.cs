using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>When a birthday counts that has changed.</summary>
/// <param name="Day">Such as <c>12-25</c>.</param>
internal sealed record OwnDaySpanDocument(string Kind, string Day, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <returns>Null for an empty list, which is not stored.</returns>
    public static IReadOnlyList<OwnDaySpanDocument>? FromOrNull(ImmutableArray<OwnDaySpan> spans) =>
        spans.IsEmpty
            ? null
            : [.. spans.Select(it => new OwnDaySpanDocument(it.Kind.ToString(), $"{it.Day}", it.From, it.Until))];

    /// <summary>Leaves out a span without a day, which says nothing.</summary>
    public static ImmutableArray<OwnDaySpan> ToSpans(IReadOnlyList<OwnDaySpanDocument>? stored) =>
        [.. (stored ?? []).SelectMany(it => it.ToSpan())];

    private IEnumerable<OwnDaySpan> ToSpan() =>
        YearlyDay.TryParse(Day, out var day) ? [new(StoredEnum.Parse<OwnDay>(Kind), day, From, Until)] : [];
}
