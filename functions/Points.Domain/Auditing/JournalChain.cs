using System.Buffers.Text;
using System.Globalization;

namespace Points.Domain.Auditing;

/// <summary>
/// The name of a chain of the journal: a UTC day, and one of a few ranges, so that instances which read different parts
/// of a feed rarely append to the same chain.
/// </summary>
public sealed record JournalChain(DateOnly Day, int Range)
{
    /// <summary>Stored chains depend on it: do not change it.</summary>
    public const int Ranges = 8;

    /// <summary>The hash before the first item.</summary>
    public string Genesis => Digest.Compute("journal", ToString());

    internal static JournalChain Of(DateTimeOffset at, string origin) =>
        new(DateOnly.FromDateTime(at.UtcDateTime), RangeOf(origin));

    /// <summary>The same in every process and version.</summary>
    private static int RangeOf(string origin) =>
        Base64Url.DecodeFromChars(Digest.Compute("journal-range", origin))[0] % Ranges;

    /// <summary>For example <c>2027-03-10~5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}~{Range}");

    /// <exception cref="InvalidDataException">The text is not the name of a chain.</exception>
    public static JournalChain Parse(string text) =>
        text.Split('~') is [var day, var range]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && int.TryParse(range, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < Ranges
            ? new(date, number)
            : throw new InvalidDataException($"{text} is not a chain of the journal");
}
