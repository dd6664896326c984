using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>
/// How long something stays that may name a member who was erased. The deployment sets the same periods on the services
/// that keep it.
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>For how many days dead letters stay in their queues. After that they cannot be resubmitted.</summary>
    [Range(0, 90, ErrorMessage = "must be a whole number of days from 0 to 90")]
    public int DeadLetterDays { get; init; } = 14;

    /// <summary>
    /// For how many days the store can be restored to an earlier time. After a restore, erasures of so many days are
    /// repeated.
    /// </summary>
    [Range(1, 400, ErrorMessage = "must be a whole number of days from 1 to 400")]
    public int RestoreDays { get; init; } = 30;
}
