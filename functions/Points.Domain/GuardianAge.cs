namespace Points.Domain;

/// <summary>
/// Below the age of 14, a guardian consents in a child's place (Personal Information Protection Law, article 31).
/// Unless a programme's own time zone applies, dates are those of China.
/// </summary>
public static class GuardianAge
{
    public const int Years = 14;

    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <param name="birthDate">Someone whose birth date is unknown counts as older.</param>
    public static bool IsBelow(DateOnly? birthDate, DateOnly day) => birthDate?.PlusYears(Years) > day;

    /// <inheritdoc cref="IsBelow(DateOnly?, DateOnly)"/>
    public static bool IsBelow(DateOnly? birthDate, DateTimeOffset at) => IsBelow(birthDate, DateOf(at));

    private static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(ChinaOffset).DateTime);
}
