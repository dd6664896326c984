using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// A reward taken for points, with where it stands. What may come later — a reversal years from now — goes by what was
/// agreed then, which is all here, not by the terms of the day.
/// </summary>
public sealed record Redemption : WalletRecord
{
    private const string IdPrefix = "r-";

    public required string RedemptionId { get; init; }
    public required string ProgrammeId { get; init; }
    public required string RewardId { get; init; }

    /// <summary>The merchant who owes it to the member.</summary>
    public required string HonouredBy { get; init; }

    public required int Quantity { get; init; }

    /// <summary>All pieces together.</summary>
    public required Points Points { get; init; }

    /// <summary>What it is worth to the member, all pieces together.</summary>
    public required Fen Worth { get; init; }

    /// <summary>Where the points came from, so that they can go back to the very same lots.</summary>
    public required ImmutableArray<Lot> Lots { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of the terms under which its points were spent, or are held.</summary>
    public required int Revision { get; init; }

    public required RedemptionStatus Status { get; init; }

    /// <summary>Oldest first.</summary>
    public required ImmutableArray<RedemptionEvent> History { get; init; }

    /// <summary>Where it was held: the instant at which the hold ended by itself.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    public Voucher? Voucher { get; init; }

    /// <summary>What is left to pay of the bill that it was taken off.</summary>
    public Fen? Pay { get; init; }

    /// <summary>Points on top of a reversal that is the merchant's fault, as a part of what is reversed.</summary>
    public decimal CompensationRate { get; init; }

    /// <summary>What it took of a limited stock.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>Pieces that were undone.</summary>
    public int PiecesReversed { get; init; }

    /// <summary>Points of pieces that were undone by the merchant's fault.</summary>
    public Points PointsReversedForMerchantFault { get; init; }

    /// <summary>One redemption a request: its id follows from the request's entry.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Compute("redemption", entryId);

    /// <summary>As it is now, whether or not a job has booked the end of its hold.</summary>
    public RedemptionStatus StatusAt(DateTimeOffset now) =>
        Status == RedemptionStatus.Held && HoldUntil <= now ? RedemptionStatus.Expired : Status;

    /// <summary>How many pieces the member has, or may yet have: what it keeps of a stock.</summary>
    public int PiecesKeptAt(DateTimeOffset now) =>
        StatusAt(now) switch
        {
            RedemptionStatus.Held or RedemptionStatus.Completed or RedemptionStatus.PartlyReversed => Quantity
                - PiecesReversed,
            RedemptionStatus.Cancelled or RedemptionStatus.Expired or RedemptionStatus.Reversed => 0,
        };

    /// <summary>How many pieces the member has, as far as it is booked.</summary>
    public int PiecesKept => PiecesKeptAt(DateTimeOffset.MinValue);

    /// <summary>What the merchant owes on top of points that come back by its fault; rounded down.</summary>
    public Points CompensationOn(Points points) => new((long)(points.Value * CompensationRate));

    /// <summary>Whether it can be the id of one: ids come from callers.</summary>
    public static bool IsId(string text) =>
        text.StartsWith(IdPrefix, StringComparison.Ordinal) && Reading.FieldReader.IsId(text);

    public Redemption ChangeStatus(RedemptionStatus status, RedemptionEvent happened) =>
        this with
        {
            Status = status,
            History = History.Add(happened),
        };
}

/// <param name="Points">That came back with it; zero where none did.</param>
/// <param name="Reason">Why, where somebody gave a reason.</param>
public sealed record RedemptionEvent(
    RedemptionStatus Status,
    DateTimeOffset At,
    string EntryId,
    Points Points = default,
    string? Reason = null
);

public enum RedemptionStatus
{
    Held,
    Completed,
    Cancelled,

    /// <summary>Its hold ended by itself. Never stored: whoever looks knows the time.</summary>
    Expired,
    PartlyReversed,
    Reversed,
}
