using System.Text.Json;

namespace Points.Domain.Erasing;

/// <summary>
/// The file that an erasure leaves in the archive: the key and the time. It names nobody, yet after a restore to an
/// earlier time the key leads to somebody again, who must be erased again.
/// </summary>
public static class ErasureFile
{
    /// <summary>The folder of the day on which the erasure was asked for, in coordinated universal time.</summary>
    public static string FolderOf(DateOnly day) => FormattableString.Invariant($"erasures/{day:yyyy-MM-dd}/");

    /// <summary>One file for each erasure, however often it is written.</summary>
    public static string NameOf(Erasure erasure) =>
        $"{FolderOf(DateOnly.FromDateTime(erasure.RequestedAt.UtcDateTime))}{erasure.LedgerKey}.json";

    public static byte[] ToJson(Erasure erasure)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("ledgerKey", erasure.LedgerKey);
            json.WriteString("requestedAt", erasure.RequestedAt.ToUniversalTime());
            json.WriteEndObject();
        }
        return content.ToArray();
    }

    /// <returns>The key of the ledger in a file's name; null if it is not the name of such a file.</returns>
    public static string? KeyIn(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal) ? name[(name.LastIndexOf('/') + 1)..^".json".Length] : null;
}
