using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Points.Functions.Reporting;

/// <summary>
/// The rows of a report as cells. The columns have the names and values that the fields have in JSON; a missing field
/// is an empty cell. The last column says in each row how far the ledgers are counted.
/// </summary>
internal static class ReportRows
{
    /// <param name="rows">Views whose fields are texts, numbers and truth values.</param>
    public static IEnumerable<IReadOnlyList<string>> Of<T>(
        IEnumerable<T> rows,
        JsonTypeInfo<T> type,
        DateTimeOffset? completeUpTo
    )
    {
        string[] columns = [.. type.Properties.Select(field => field.Name)];
        var upTo = completeUpTo?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        yield return [.. columns, "completeUpTo"];
        foreach (var row in rows)
        {
            var fields = JsonSerializer.SerializeToElement(row, type);
            yield return [.. columns.Select(column => CellOf(fields, column)), upTo ?? ""];
        }
    }

    private static string CellOf(JsonElement row, string column) =>
        !row.TryGetProperty(column, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.GetRawText();
}
