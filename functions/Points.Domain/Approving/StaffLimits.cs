namespace Points.Domain.Approving;

/// <summary>
/// What one person of the staff may book alone: purchases, actions, adjustments and opening balances. More needs a
/// second person.
/// </summary>
/// <param name="Points">The most points that one item may give or take.</param>
/// <param name="Amount">The most that one purchase may come to.</param>
/// <param name="SupportPoints">The same as <paramref name="Points"/>, for support.</param>
public sealed record StaffLimits(Points Points, Fen Amount, Points SupportPoints)
{
    /// <summary>So many times the limit of one item may a person book for one member on one day.</summary>
    public const int MemberDayTimes = 5;

    /// <summary>So many times the limit of one item may a person book on one day for all members together.</summary>
    public const int DayTimes = 50;

    /// <summary>The limits of one item of a person in this role.</summary>
    public StaffSum ItemOf(Actors.ActorRole role) =>
        new(role == Actors.ActorRole.Operator ? Points : SupportPoints, Amount);
}

/// <summary>What staff book: the points that it gives or takes, and what purchases come to.</summary>
public readonly record struct StaffSum(Points Points, Fen Amount)
{
    public StaffSum Add(StaffSum more) => new(Points + more.Points, Amount + more.Amount);

    public StaffSum Times(int times) => new(Points * times, Amount * times);

    public bool IsWithin(StaffSum limit) => Points <= limit.Points && Amount <= limit.Amount;
}
