using System.Globalization;

namespace Points.Cosmos.Verifying;

/// <summary>
/// How far the records of a wallet were read: the type of record, and the store's continuation in it.
/// </summary>
internal static class RecordPosition
{
    public static string Format(int type, string? token) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}:{token}");

    /// <param name="position">Null for the beginning.</param>
    /// <returns>Null if the text is not a position.</returns>
    public static (int Type, string? Token)? Parse(string? position)
    {
        if (position is null)
            return (0, null);
        var end = position.IndexOf(':', StringComparison.Ordinal);
        return
            end > 0
            && int.TryParse(position.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var type)
            && type < StoredRecords.Types.Length
            ? (type, end + 1 < position.Length ? position[(end + 1)..] : null)
            : null;
    }
}
