using System.ComponentModel.DataAnnotations;
using Points.Domain.Approving;

namespace Points.Functions.Settings;

/// <summary>What needs a second operator, and how long it waits for one.</summary>
public sealed class ApprovalsOptions
{
    public const string Section = "Approvals";

    /// <summary>How many days a request waits for a decision. After that it must be asked for again.</summary>
    [Range(1, 90, ErrorMessage = "must be a whole number of days from 1 to 90")]
    public int WaitDays { get; init; } = 14;

    /// <summary>
    /// The most points that an operator may give or take alone with one item: a purchase, an action, an adjustment or
    /// an opening balance. Five times that for one member on one day, fifty times that for all members on one day.
    /// </summary>
    [Range(0, 1_000_000_000, ErrorMessage = "must be a whole number of points from 0 to 1000000000")]
    public long Points { get; init; } = 10_000;

    /// <summary>The most fen that a purchase may come to that an operator posts alone. Summed like points.</summary>
    [Range(0, 100_000_000_000, ErrorMessage = "must be a whole number of fen from 0 to 100000000000")]
    public long AmountFen { get; init; } = 1_000_000;

    /// <summary>The most points that support may give or take alone with one adjustment. Summed likewise.</summary>
    [Range(0, 1_000_000_000, ErrorMessage = "must be a whole number of points from 0 to 1000000000")]
    public long SupportPoints { get; init; } = 1_000;

    internal StaffLimits ToStaffLimits() => new(new(Points), new(AmountFen), new(SupportPoints));
}
