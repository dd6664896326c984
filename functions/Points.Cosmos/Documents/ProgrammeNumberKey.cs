namespace Points.Cosmos.Documents;

/// <summary>
/// A number that counts something of a programme, as one text that an index can put in order: so one range of it finds the
/// wallets of a programme which a number has not reached.
/// </summary>
internal static class ProgrammeNumberKey
{
    /// <summary>Sorts behind every character that a programme's id may have.</summary>
    private const char Separator = '~';

    public static string Format(string programmeId, int number) =>
        FormattableString.Invariant($"{programmeId}{Separator}{number:D6}");

    public static int ParseNumber(string key) =>
        int.Parse(
            key.AsSpan(key.LastIndexOf(Separator) + 1),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
