using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>What needs a second operator, and how long it waits for one.</summary>
public sealed class ApprovalsOptions
{
    public const string Section = "Approvals";

    /// <summary>How many days a request waits for a decision. After that it must be asked for again.</summary>
    [Range(1, 90, ErrorMessage = "must be a whole number of days from 1 to 90")]
    public int WaitDays { get; init; } = 14;
}
