using System.Collections.Immutable;
using System.Text;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>A text in both languages with places, <c>{points}</c>, for what differs from notice to notice.</summary>
public sealed class NoticeTemplate
{
    private readonly ImmutableArray<(string Text, bool IsPlace)> _zh;
    private readonly ImmutableArray<(string Text, bool IsPlace)> _en;

    /// <exception cref="InvalidDataException">A brace is without its other one, or the languages do not have the same places.</exception>
    public NoticeTemplate(BilingualName pattern)
    {
        (_zh, _en) = (Parse(pattern.Zh), Parse(pattern.En));
        if (!FindPlaceholders(_zh).SetEquals(FindPlaceholders(_en)))
            throw new InvalidDataException($"the languages do not say the same: {pattern.Zh} | {pattern.En}");
    }

    public IReadOnlySet<string> Placeholders => FindPlaceholders(_zh);

    /// <exception cref="InvalidDataException">A place is not filled, or something is given that has none.</exception>
    public BilingualName Fill(params IReadOnlyList<(string Place, BilingualName Value)> values)
    {
        foreach (var (place, _) in values)
            if (!_zh.Contains((place, true)))
                throw new InvalidDataException($"the template has no place {place}");
        return new(Fill(_zh, values, it => it.Zh), Fill(_en, values, it => it.En));
    }

    private static string Fill(
        ImmutableArray<(string Text, bool IsPlace)> parts,
        IReadOnlyList<(string Place, BilingualName Value)> values,
        Func<BilingualName, string> language
    )
    {
        var filled = new StringBuilder();
        foreach (var (text, isPlace) in parts)
            filled.Append(
                !isPlace ? text
                : values.FirstOrDefault(it => it.Place == text).Value is { } value ? language(value)
                : throw new InvalidDataException($"nothing is given for {text}")
            );
        return filled.ToString();
    }

    private static ImmutableHashSet<string> FindPlaceholders(ImmutableArray<(string Text, bool IsPlace)> parts) =>
        [.. parts.Where(it => it.IsPlace).Select(it => it.Text)];

    private static ImmutableArray<(string Text, bool IsPlace)> Parse(string pattern)
    {
        var parts = ImmutableArray.CreateBuilder<(string, bool)>();
        for (var at = 0; at < pattern.Length; )
        {
            var isPlace = pattern[at] == '{';
            var end = isPlace ? pattern.IndexOf('}', at) : pattern.IndexOf('{', at);
            if (end < 0)
                end = isPlace ? throw new InvalidDataException($"a place does not end: {pattern}") : pattern.Length;
            parts.Add((isPlace ? pattern[(at + 1)..end] : pattern[at..end], isPlace));
            at = isPlace ? end + 1 : end;
        }
        return parts.ToImmutable();
    }
}
