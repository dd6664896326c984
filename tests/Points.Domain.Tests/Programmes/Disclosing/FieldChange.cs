using System.Text.RegularExpressions;

namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>A change of the complete document that members can read about.</summary>
/// <param name="Field">The field of the schema that it changes.</param>
/// <param name="Path">Where the complete document is changed.</param>
/// <param name="Json">The value; null removes the field.</param>
/// <param name="From">What is there before; null for what the complete document has.</param>
internal sealed partial record FieldChange(string Field, string Path, string? Json, string? From = null)
{
    /// <summary>What else the document has before and after.</summary>
    public (string Path, string? Json) Given { get; init; } = ("name.zh", "\"小店\"");

    /// <summary>A change of the field at that path.</summary>
    public static FieldChange Of(string path, string? json) => new(Indexes().Replace(path, "[]"), path, json);

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Indexes();
}
