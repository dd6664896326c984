namespace Points.Domain.Programmes;

/// <summary>How long a member may hold a reward before taking it, and how many pieces at once (decision 31).</summary>
/// <param name="HoursMax">Null for the default.</param>
/// <param name="PiecesMax">Null for the default.</param>
public sealed record HoldTerms(int? HoursMax, int? PiecesMax)
{
    /// <summary>400 days: further than anybody books.</summary>
    public const int HoursMaxMax = 400 * 24;

    /// <summary>The default for a reward of limited stock. Other rewards have none.</summary>
    public const int HoursMaxDefault = 24;

    /// <summary>The default for a reward of limited stock that has no limit for each member.</summary>
    public const int PiecesMaxDefault = 2;

    /// <summary>
    /// Pieces of limited stock that were held and not taken count for so many times longer as they were held.
    /// </summary>
    public const int CountedTimesAfterwards = 7;

    public static readonly TimeSpan CountedAfterwardsMax = TimeSpan.FromDays(30);

    /// <summary>The terms of a reward with the defaults filled in; null where there is no bound.</summary>
    public static HoldTerms Of(HoldTerms? stated, long? stock, int? limitPerMember) =>
        stock is null
            ? stated ?? new(null, null)
            : new(stated?.HoursMax ?? HoursMaxDefault, stated?.PiecesMax ?? limitPerMember ?? PiecesMaxDefault);

    /// <summary>
    /// Until when pieces count that were held and not taken: seven times as long as they were held, at most 30 days. So
    /// a member who holds again and again has a piece in an eighth of the time, in whatever portions.
    /// </summary>
    public static DateTimeOffset CountedUntil(DateTimeOffset heldFrom, DateTimeOffset heldUntil)
    {
        var held = heldUntil - heldFrom;
        return heldUntil.Plus(
            held > CountedAfterwardsMax / CountedTimesAfterwards ? CountedAfterwardsMax : held * CountedTimesAfterwards
        );
    }
}
