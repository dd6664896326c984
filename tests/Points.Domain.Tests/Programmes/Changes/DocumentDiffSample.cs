using System.Text.Json;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.Programmes.Changes;

/// <summary>Compares changed documents with the complete one.</summary>
internal static class DocumentDiffSample
{
    private static readonly JsonElement Before = JsonDocument.Parse(CompleteDocument.Document).RootElement;

    public static IReadOnlyList<DocumentChange> FindChanges(JsonElement after) =>
        DocumentDiff.FindChanges(Before, after);

    /// <param name="place">The path of the changed value in the document.</param>
    /// <param name="path">The path of the expected change, with items named by id.</param>
    public static void AssertChange(string place, string? json, string path, Effect effect) =>
        Assert.Equal(
            [(path, effect)],
            FindChanges(CompleteDocument.WithChange(place, json)).Select(change => (change.Path, change.Effect))
        );
}
