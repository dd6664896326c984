using System.Text.Json;
using Points.Domain.Comparing;
using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;

namespace Points.Domain.Tests.Comparing;

/// <summary>Compares changed documents with the complete one.</summary>
internal static class ComparisonSample
{
    private static readonly JsonElement Before = JsonDocument.Parse(CompleteDocument.Document).RootElement;

    /// <summary>Before everything that the complete document names.</summary>
    public static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    public static IReadOnlyList<DocumentChange> FindChanges(JsonElement after) =>
        RevisionComparison.Compare(Before, after, Now);

    /// <param name="changedPath">Which value of the document is changed. Items are named by index.</param>
    /// <param name="reportedPath">The path of the change that is expected. Items are named by id.</param>
    public static void AssertChange(string changedPath, string? json, string reportedPath, Effect effect) =>
        Assert.Equal(
            [(reportedPath, effect)],
            FindChanges(CompleteDocument.WithChange(changedPath, json)).Select(change => (change.Path, change.Effect))
        );
}
