using System.Collections.Immutable;
using Points.Domain.Reading;

namespace Points.Domain.Ledger;

/// <summary>
/// A reward that a member took for points, and its status. A reversal, even years later, uses what was agreed at the
/// redemption and is stored here, not the terms in force when it is reversed (decision 8).
/// </summary>
public sealed record Redemption : WalletRecord
{
    private const string IdPrefix = "r-";

    public required string RedemptionId { get; init; }
    public required string ProgrammeId { get; init; }
    public required string RewardId { get; init; }

    /// <summary>The merchant that provides the reward.</summary>
    public required string HonouredBy { get; init; }

    /// <summary>In pieces.</summary>
    public required int Quantity { get; init; }

    /// <summary>The points for all pieces together.</summary>
    public required Points Points { get; init; }

    /// <summary>What all pieces together are worth to the member.</summary>
    public required Fen Worth { get; init; }

    /// <summary>The lots that the points came from, and that they return to.</summary>
    public required ImmutableArray<Lot> Lots { get; init; }

    /// <summary>When the member redeemed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The revision of the terms under which its points were held or, later, spent.</summary>
    public required int Revision { get; init; }

    /// <summary>
    /// The stored status. An expired hold keeps the status held: <see cref="StatusAt"/> tells whether it has expired.
    /// </summary>
    public required RedemptionStatus Status { get; init; }

    /// <summary>Oldest first; never empty.</summary>
    public required ImmutableArray<RedemptionEvent> History { get; init; }

    /// <summary>When the hold expires; null if the points were spent at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    public Voucher? Voucher { get; init; }

    /// <summary>What remains to pay of the bill that the reward reduced; null without a bill.</summary>
    public Fen? Pay { get; init; }

    /// <summary>
    /// The extra points if the merchant is at fault for a reversal (law L13), as a fraction of the reversed points.
    /// </summary>
    public decimal CompensationRate { get; init; }

    /// <summary>The pieces of a limited stock that were reserved; null for other rewards.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>
    /// The order of <see cref="HonouredBy"/> that it paid a part of; null if no order has named it, and in redemptions
    /// that were named before this was kept.
    /// </summary>
    public string? PaidOrderId { get; init; }

    /// <summary>The grant that gave it without points; null for what the member redeemed.</summary>
    public GrantSource? Grant { get; init; }

    /// <summary>How many pieces were reversed.</summary>
    public int PiecesReversed { get; init; }

    /// <summary>The points of pieces for whose reversal the merchant was at fault.</summary>
    public Points PointsReversedForMerchantFault { get; init; }

    /// <summary>The compensation that the member got for it so far.</summary>
    public Points PointsCompensated { get; init; }

    /// <summary>What happened to the redemption last.</summary>
    public RedemptionEvent LatestEvent => History[^1];

    /// <summary>The id of the redemption that a request's entry creates.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Compute("redemption", entryId);

    /// <summary>
    /// The status at an instant. Whether a hold has expired follows from the time: its stored status stays held, even
    /// after a job has returned its points.
    /// </summary>
    public RedemptionStatus StatusAt(DateTimeOffset now) =>
        Status == RedemptionStatus.Held && HoldUntil <= now ? RedemptionStatus.Expired : Status;

    /// <summary>How many pieces the member has or holds at an instant. The others belong back in the stock.</summary>
    public int PiecesKeptAt(DateTimeOffset now) => CountPiecesKept(StatusAt(now));

    /// <summary>How many pieces the member has or holds, if an expired hold counts as held.</summary>
    public int PiecesKeptByStoredStatus => CountPiecesKept(Status);

    /// <summary>The extra points that a merchant at fault owes for returned points; rounded down.</summary>
    public Points CompensationOn(Points points) => new((long)(points.Value * CompensationRate));

    /// <summary>Whether a text from a caller can be a redemption's id.</summary>
    public static bool IsId(string text) =>
        text.StartsWith(IdPrefix, StringComparison.Ordinal) && FieldReader.IsId(text);

    /// <summary>Sets the status and adds the event to the history.</summary>
    public Redemption ChangeStatus(RedemptionStatus status, RedemptionEvent added) =>
        this with
        {
            Status = status,
            History = History.Add(added),
        };

    private int CountPiecesKept(RedemptionStatus status) =>
        status switch
        {
            RedemptionStatus.Held or RedemptionStatus.Completed or RedemptionStatus.PartlyReversed => Quantity
                - PiecesReversed,
            RedemptionStatus.Cancelled or RedemptionStatus.Expired or RedemptionStatus.Reversed => 0,
        };
}
