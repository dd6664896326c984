using System.Text.Json.Serialization;

namespace Points.Scale.Charging;

/// <summary>What an operation does with one type of document.</summary>
/// <param name="Action">read, query, create, replace, delete, or feed: the change feed reads what was written.</param>
/// <param name="Document">
/// The type of the document; empty for the query itself and for documents that are missing.
/// </param>
/// <param name="Times">How often the operation does it.</param>
/// <param name="Bytes">The size of such a document, with what the store adds to it.</param>
/// <param name="Terms">How many indexed terms a write adds and removes.</param>
/// <param name="Units">The request units of all times.</param>
internal sealed record ChargeLine(
    string Container,
    string Action,
    string Document,
    double Times,
    double Bytes,
    double Terms,
    double Units
)
{
    /// <summary>What the line is about: the same for the same step of another measurement.</summary>
    [JsonIgnore]
    public string Step => $"{Action} {(Document.Length == 0 ? "nothing" : Document)} in {Container}";
}

/// <summary>An operation of the app and what it is charged.</summary>
internal sealed record OperationCharge(string Name, IReadOnlyList<ChargeLine> Lines)
{
    public double Units => Math.Round(Lines.Sum(line => line.Units), 1);

    /// <param name="count">How many operations of this kind were recorded.</param>
    public static OperationCharge Sum(string name, IEnumerable<ChargeLine> recorded, int count) =>
        new(
            name,
            [
                .. recorded
                    .GroupBy(line => line.Step)
                    .Select(step => Average([.. step], count))
                    .OrderBy(line => line.Container, StringComparer.Ordinal)
                    .ThenBy(line => line.Action, StringComparer.Ordinal)
                    .ThenBy(line => line.Document, StringComparer.Ordinal),
            ]
        );

    private static ChargeLine Average(ChargeLine[] same, int count) =>
        same[0] with
        {
            Times = Math.Round((double)same.Length / count, 2),
            Bytes = Math.Round(same.Average(line => line.Bytes)),
            Terms = Math.Round(same.Average(line => line.Terms), 1),
            Units = Math.Round(same.Sum(line => line.Units) / count, 2),
        };
}
