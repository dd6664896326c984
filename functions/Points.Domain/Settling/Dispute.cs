using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// A merchant's claim that a line of its statement is wrong, and the operator's answer. A line has at most one dispute.
/// </summary>
/// <param name="Period">The period of the statement that has the line.</param>
public sealed record Dispute(
    string DisputeId,
    string MerchantId,
    SettlementPeriod Period,
    SettlementLine Line,
    string Reason,
    DateTimeOffset RaisedAt
)
{
    private const string IdPrefix = "d-";

    /// <summary>The longest reason or note, in characters.</summary>
    public const int TextLengthMax = 500;

    public DisputeStatus Status { get; init; }

    /// <summary>The operator's answer; null while the dispute is open.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether the correction, which is the flow that reverses the line, is not sent yet.</summary>
    public bool IsCorrectionPending { get; init; }

    /// <summary>
    /// The points that the correction of the line takes back: fewer than the line's if reversals had returned some.
    /// Null until the correction is sent, and in disputes from before this was kept.
    /// </summary>
    public Points? PointsCorrected { get; init; }

    /// <summary>Orders a merchant's disputes by time; unique.</summary>
    public string SortKey => string.Create(CultureInfo.InvariantCulture, $"{RaisedAt.UtcDateTime:O}~{DisputeId}");

    public static string CreateId(string lineId) => IdPrefix + Digest.Compute("dispute", lineId);

    /// <summary>
    /// Whether the statement of a period shows the dispute: the statement with the line does, and later ones do while
    /// the dispute is open.
    /// </summary>
    public bool IsShownOn(SettlementPeriod period) =>
        Period == period
        || (Status == DisputeStatus.Open && string.CompareOrdinal(Period.ToString(), period.ToString()) < 0);
}

public enum DisputeStatus
{
    Open,

    /// <summary>
    /// What is left of the line is reversed, with all sides of its flow, in the period of the answer.
    /// </summary>
    Accepted,

    Rejected,
}
