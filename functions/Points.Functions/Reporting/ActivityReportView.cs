using Points.Domain.Reporting;

namespace Points.Functions.Reporting;

/// <summary>
/// What became of a programme's outstanding points, by day of booking in the time zone Asia/Shanghai. Outstanding are
/// points that can be used, pending points, and held points. Opening plus what came in, less what went out, is closing.
/// </summary>
/// <param name="CompleteUpTo">
/// All entries that were booked before this instant are counted. Missing if that is known of no instant.
/// </param>
/// <param name="IncompleteWallets">
/// How many wallets have an entry that cannot be counted: it and their later entries are missing here. Then no day is
/// complete.
/// </param>
/// <param name="Days">Every day, oldest first.</param>
/// <param name="Total">All days together.</param>
internal sealed record ActivityReportView(
    string ProgrammeId,
    DateOnly From,
    DateOnly To,
    DateTimeOffset? CompleteUpTo,
    long IncompleteWallets,
    IReadOnlyList<ActivityDayView> Days,
    ActivityDayView Total
)
{
    public static ActivityReportView Of(ActivityReport report, Completeness completeness) =>
        new(
            report.ProgrammeId,
            report.Days[0].Day,
            report.Total.Day,
            completeness.UpTo,
            completeness.IncompleteWallets,
            [.. report.Days.Select(day => ActivityDayView.From(day, $"{day.Day:yyyy-MM-dd}", completeness))],
            ActivityDayView.From(report.Total, day: null, completeness)
        );
}

/// <summary>The points of each movement on a day, or on all days of a report.</summary>
/// <param name="Day">Missing in the total.</param>
/// <param name="IsComplete">Whether the day and all before it are final: nothing is still to be counted.</param>
/// <param name="Entries">How many ledger entries were booked.</param>
/// <param name="Opening">Outstanding before the day.</param>
/// <param name="Issued">Earned by purchases and actions, usable at once or pending.</param>
/// <param name="Granted">Given by grants of the terms.</param>
/// <param name="Compensated">Issued by merchants as compensation.</param>
/// <param name="AdjustedUp">Given by operators.</param>
/// <param name="Loaded">Taken over as opening balances of members.</param>
/// <param name="Returned">Came back with reversals of redemptions.</param>
/// <param name="TransferredIn">Arrived from other members of families.</param>
/// <param name="Redeemed">Spent on rewards, at once or by the confirmation of a hold.</param>
/// <param name="Expired">Expired, or came back after their last day.</param>
/// <param name="TakenBack">Taken back by refunds.</param>
/// <param name="Repaid">Repaid points that refunds could not take back.</param>
/// <param name="AdjustedDown">Taken by operators.</param>
/// <param name="TransferredOut">
/// Sent to other members of families, and arrived. It can differ from `transferredIn` by points that arrived shortly
/// before the end of the day: until the sender's wallet books that, both wallets have them.
/// </param>
/// <param name="Closing">Outstanding at the end of the day.</param>
/// <param name="ClosingUsable">The part of `closing` that can be used.</param>
/// <param name="ClosingPending">The part of `closing` of purchases whose goods can still be returned.</param>
/// <param name="ClosingHeld">The part of `closing` that is held for a reward, or under way in a family.</param>
internal sealed record ActivityDayView(
    string? Day,
    bool IsComplete,
    long Entries,
    long Opening,
    long Issued,
    long Granted,
    long Compensated,
    long AdjustedUp,
    long Loaded,
    long Returned,
    long TransferredIn,
    long Redeemed,
    long Expired,
    long TakenBack,
    long Repaid,
    long AdjustedDown,
    long TransferredOut,
    long Closing,
    long ClosingUsable,
    long ClosingPending,
    long ClosingHeld
)
{
    public static ActivityDayView From(ActivityDay it, string? day, Completeness completeness) =>
        new(
            day,
            completeness.Covers(it.Day),
            it.Moved.Entries,
            it.Opening.Outstanding.Value,
            it.Moved.Of(Movement.Issued).Value,
            it.Moved.Of(Movement.Granted).Value,
            it.Moved.Of(Movement.Compensated).Value,
            it.Moved.Of(Movement.AdjustedUp).Value,
            it.Moved.Of(Movement.Loaded).Value,
            it.Moved.Of(Movement.Returned).Value,
            it.Moved.Of(Movement.TransferredIn).Value,
            it.Moved.Of(Movement.Redeemed).Value,
            it.Moved.Of(Movement.Expired).Value,
            it.Moved.Of(Movement.TakenBack).Value,
            it.Moved.Of(Movement.Repaid).Value,
            it.Moved.Of(Movement.AdjustedDown).Value,
            it.Moved.Of(Movement.TransferredOut).Value,
            it.Closing.Outstanding.Value,
            it.Closing.Usable.Value,
            it.Closing.Pending.Value,
            it.Closing.Held.Value
        );
}
