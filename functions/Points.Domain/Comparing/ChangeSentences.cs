using System.Text.Json;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Comparing;

/// <summary>Says what an adverse change takes from members, where no situation says it better.</summary>
internal static class ChangeSentences
{
    public static DocumentChange AddExample(DocumentChange change) =>
        change.Effect != Effect.Adverse ? change with { Example = null }
        : change.Example is not null ? change
        : change with
        {
            Example = FindSentence(change) is { } sentence
                ? sentence
                : $"{change.Path} is {Write(change.From)} today and would be {Write(change.To)}",
        };

    private static string? FindSentence(DocumentChange change) => null;

    private static string Write(JsonElement? value) =>
        value is { } given
            ? given.ValueKind == JsonValueKind.String
                ? given.GetString()!
                : given.GetRawText()
            : "not stated";
}
