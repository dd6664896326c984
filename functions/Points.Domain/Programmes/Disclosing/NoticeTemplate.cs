using System.Collections.Immutable;
using System.Text;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>
/// A text in both languages with placeholders, such as <c>{points}</c>, for what differs between notices.
/// </summary>
public sealed class NoticeTemplate
{
    private readonly ImmutableArray<(string Text, bool IsPlaceholder)> _zh;
    private readonly ImmutableArray<(string Text, bool IsPlaceholder)> _en;

    /// <exception cref="InvalidDataException">
    /// A brace is not closed, or the languages have different placeholders.
    /// </exception>
    public NoticeTemplate(BilingualName pattern)
    {
        (_zh, _en) = (Parse(pattern.Zh), Parse(pattern.En));
        if (!FindPlaceholders(_zh).SetEquals(FindPlaceholders(_en)))
            throw new InvalidDataException($"the languages have different placeholders: {pattern.Zh} | {pattern.En}");
    }

    public IReadOnlySet<string> Placeholders => FindPlaceholders(_zh);

    /// <exception cref="InvalidDataException">A placeholder has no value, or a value has no placeholder.</exception>
    public BilingualName Fill(params IReadOnlyList<(string Placeholder, BilingualName Value)> values)
    {
        foreach (var (placeholder, _) in values)
            if (!_zh.Contains((placeholder, true)))
                throw new InvalidDataException($"the template has no placeholder {placeholder}");
        return new(Fill(_zh, values, it => it.Zh), Fill(_en, values, it => it.En));
    }

    private static string Fill(
        ImmutableArray<(string Text, bool IsPlaceholder)> parts,
        IReadOnlyList<(string Placeholder, BilingualName Value)> values,
        Func<BilingualName, string> language
    )
    {
        var filled = new StringBuilder();
        foreach (var (text, isPlaceholder) in parts)
            filled.Append(
                !isPlaceholder ? text
                : values.FirstOrDefault(it => it.Placeholder == text).Value is { } value ? language(value)
                : throw new InvalidDataException($"the placeholder {text} has no value")
            );
        return filled.ToString();
    }

    private static ImmutableHashSet<string> FindPlaceholders(ImmutableArray<(string Text, bool IsPlaceholder)> parts) =>
        [.. parts.Where(it => it.IsPlaceholder).Select(it => it.Text)];

    private static ImmutableArray<(string Text, bool IsPlaceholder)> Parse(string pattern)
    {
        var parts = ImmutableArray.CreateBuilder<(string, bool)>();
        for (var at = 0; at < pattern.Length; )
        {
            var isPlaceholder = pattern[at] == '{';
            var end = isPlaceholder ? pattern.IndexOf('}', at) : pattern.IndexOf('{', at);
            if (end < 0)
                end = isPlaceholder
                    ? throw new InvalidDataException($"a placeholder is not closed: {pattern}")
                    : pattern.Length;
            parts.Add((isPlaceholder ? pattern[(at + 1)..end] : pattern[at..end], isPlaceholder));
            at = isPlaceholder ? end + 1 : end;
        }
        return parts.ToImmutable();
    }
}
