using System.Text.Json.Nodes;
using Points.Domain.Tests.Programmes;
using Points.Tests;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>The documents that are changed: the samples, and two that use what the samples lack.</summary>
internal static class ProofDocuments
{
    public static IReadOnlyList<JsonNode> All { get; } =
    [
        .. Directory
            .GetFiles(RepositoryFolder.Of("functions", "Points.Local", "Programmes"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!),
        JsonNode.Parse(CompleteDocument.Document)!,
        JsonNode.Parse(RichDocument.Document)!,
        JsonNode.Parse(RichDocument.Document)!,
        .. Enumerable.Repeat(0, 3).Select(_ => WideDocument.Create(Read("supermarket"))),
        JsonNode.Parse(RichDocument.Document)!,
    ];

    private static JsonNode Read(string programmeId) =>
        JsonNode.Parse(
            File.ReadAllText(
                Path.Combine(RepositoryFolder.Of("functions", "Points.Local", "Programmes"), $"{programmeId}.json")
            )
        )!;

    /// <summary>A sample programme, by its id.</summary>
    public static JsonNode Sample(string programmeId) =>
        All.First(it => (string?)it["programmeId"] == programmeId).DeepClone();
}
