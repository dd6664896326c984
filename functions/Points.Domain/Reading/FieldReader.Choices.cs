using System.Collections.Immutable;
using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>Reads words from closed lists. An error names the list.</summary>
public sealed partial class FieldReader
{
    public T? OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        _schema?.AddProperty(name, required: false, JsonSchemaBuilder.Choice(choices.Keys));
        return Find(name, required: false) is null ? default : Choice(name, choices);
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? defaultValue = null) =>
        Choice(name, choices, isRecognised: _ => false, default!, defaultValue);

    /// <summary>A choice that recognises further texts, which its error does not offer.</summary>
    /// <param name="recognised">What such a text stands for.</param>
    public T Choice<T>(
        string name,
        IReadOnlyDictionary<string, T> choices,
        Predicate<string> isRecognised,
        T recognised,
        string? defaultValue = null
    )
    {
        _schema?.AddProperty(
            name,
            required: defaultValue is null,
            JsonSchemaBuilder.Choice(choices.Keys),
            defaultValue
        );
        var text = Find(name, required: defaultValue is null) is { } found
            ? ReadText(found, name, IdLengthMax)
            : defaultValue;
        if (text is not null && choices.TryGetValue(text, out var choice))
            return choice;
        if (text is not null && isRecognised(text))
            return recognised;
        if (text is not null)
            AddError(name, $"must be one of {string.Join(", ", choices.Keys)}");
        return PlaceholderOf(choices);
    }

    /// <summary>A list of choices, without repeats.</summary>
    public ImmutableArray<T> Choices<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        _schema?.AddProperty(
            name,
            required: false,
            JsonSchemaBuilder.List(0, choices.Count, JsonSchemaBuilder.Choice(choices.Keys))
        );
        return [.. ReadItems(name, 0, choices.Count, (item, path) => ReadChoice(item, path, choices)).Distinct()];
    }

    private T ReadChoice<T>(JsonElement element, string path, IReadOnlyDictionary<string, T> choices)
    {
        if (
            element.ValueKind == JsonValueKind.String
            && DecodeText(element) is { } text
            && choices.TryGetValue(text, out var choice)
        )
            return choice;
        _document.AddError(path, $"must be one of {string.Join(", ", choices.Keys)}");
        return PlaceholderOf(choices);
    }

    /// <summary>Any value will do: an error was recorded, so nobody uses it.</summary>
    private static T PlaceholderOf<T>(IReadOnlyDictionary<string, T> choices) => choices.Values.First();
}
