namespace Points.Cosmos.Documents;

/// <summary>
/// A programme's id and a number as one sortable text. A range query on an index of it finds the wallets of a programme
/// that are below a number.
/// </summary>
internal static class ProgrammeNumberKey
{
    /// <summary>Sorts after every character of ids.</summary>
    private const char Separator = '~';

    public static string Format(string programmeId, int number) =>
        FormattableString.Invariant($"{programmeId}{Separator}{number:D6}");

    /// <returns>0 if the document lacks the key.</returns>
    public static int ParseNumber(string key) =>
        key.Length == 0
            ? 0
            : int.Parse(
                key.AsSpan(key.LastIndexOf(Separator) + 1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture
            );
}
